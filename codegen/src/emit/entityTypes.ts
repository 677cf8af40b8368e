// The types of an entity: what its fields are, what it can be made from, found and ordered by.
import type {
  EntityModel,
  EnumFieldModel,
  FieldModel,
  PolymorphicModel,
  PrimitiveModel,
  ScopeModel,
} from "../model/DomainModel.ts";
import { columnType } from "./columnType.ts";
import type { EasedOpt } from "./easedOpts.ts";
import type { BaseEnding, EntityNames } from "./EntityNames.ts";
import { filterTypes, orderTypes } from "./filterTypes.ts";
import { idNameOf } from "./idNameOf.ts";
import { isSettable } from "./isSettable.ts";
import { nullable } from "./nullable.ts";
import { polymorphicTypeOf } from "./polymorphics.ts";
import { printKey } from "./printValue.ts";

/**
 * @param idType the TypeScript type of ids
 * @param eased what it need not be given, though a base must be
 */
export function entityTypes(
  entity: EntityModel,
  idType: string,
  eased: ReadonlyArray<EasedOpt>,
  names: EntityNames,
): string {
  const { name, narrowed, subtypeOf, view } = entity;
  // Filters and orders may name the parts of a polymorphic reference; nothing else can.
  const members = [...narrowed, ...entity.fields].filter(
    (field) => field.kind !== "m2o" || field.component === undefined,
  );
  const isRoot = subtypeOf === undefined;
  const extending = (ending: BaseEnding): string =>
    isRoot ? "" : ` extends ${names.baseType(subtypeOf.base, ending)}`;
  return `export type ${name}Id = ${isRoot ? `${names.type("Flavor")}<${idType}, ${JSON.stringify(name)}>` : names.baseType(subtypeOf.base, "Id")};

export interface ${name}Fields${extending("Fields")} {
  ${isRoot ? `id: { kind: "primitive"; type: ${name}Id; unique: true; nullable: never };` : ""}
  ${members.map((field) => `${field.name}: ${fieldType(field, names)};`).join("\n")}
}

${view === undefined ? optTypes() : ""}

${filterTypes(entity, names)}
${hierarchyFilter(entity, names)}
export type ${name}GraphQLFilter = ${names.type("GraphQLFilterOf")}<${names.self}>;

export interface ${name}Unique${extending("Unique")} {
  ${lines(uniqueKeys(entity, names))}
}

${orderTypes(entity, names)}

${view === undefined ? factoryTypes() : ""}

/** The scopes that the class declares. */
export interface ${name}Scopes {
  ${lines(entity.scopes.map((scope) => scopeMember(scope, entity, names)))}
}

export type ${name}Scope = ${names.type("Scope")}<${names.self}, ${name}Scopes>;

export interface ${name}Types extends ${names.type("EntityTypes")} {
  id: ${name}Id;
  fields: ${name}Fields;
  opts: ${view === undefined ? recordedOpts() : names.type("ViewOpts")};
  optIds: ${view === undefined ? `${name}IdsOpts` : "object"};
  filter: ${name}${entity.subTypes.length === 0 ? "" : "Hierarchy"}Filter;
  unique: ${name}Unique;
  order: ${name}Order;
  factoryExtras: ${view === undefined ? `${name}FactoryExtras` : "object"};
  ${hierarchyTypes(entity, names)}
}`;

  function optTypes(): string {
    const own = eased.filter(({ givenBy }) => givenBy === name).map(({ field }) => field);
    const inherited = own.filter((field) => members.every((other) => other.name !== field.name));
    return `export interface ${name}Opts${extendedOpts(own)} {
  ${lines([isRoot ? idOpt(entity) : "", ...[...inherited, ...members].map((field) => opt(field, names))])}
}

/** The same relations by ids. */
export interface ${name}IdsOpts${extending("IdsOpts")} {
  ${lines(entity.fields.map((field) => idsOpt(field, entity, names)))}
}
`;
  }

  /** What a base must be given cannot be left out of what extends it otherwise. */
  function extendedOpts(own: ReadonlyArray<FieldModel>): string {
    if (own.length === 0) return extending("Opts");
    const keys = own.map((field) => JSON.stringify(field.name)).join(" | ");
    return ` extends Omit<${names.baseType(subtypeOf!.base, "Opts")}, ${keys}>`;
  }

  /** Where it is taken for a base, it asks for what the base does. */
  function recordedOpts(): string {
    if (eased.length === 0) return `${name}Opts`;
    const asked = new Set(eased.map(({ askedBy }) => names.baseType(askedBy, "Opts")));
    return `${[`${name}Opts`, ...asked].join(" & ")};
  ownOpts: ${names.type("OwnOpts")}<${name}Opts>`;
  }

  function factoryTypes(): string {
    return `/** What its factory accepts beside the entity's own options; widened by declaration merging. */
export interface ${name}FactoryExtras${extending("FactoryExtras")} {${protectedOpts(entity, names)}}
`;
  }
}

/** A base can be found by what its subtypes have, and by which of them it is. */
function hierarchyFilter(
  { name, fields, inherited, subTypes }: EntityModel,
  names: EntityNames,
): string {
  if (subTypes.length === 0) return "";
  const taken = new Set([...inherited, ...fields].map((field) => field.name));
  const keys = subTypes
    .map((type) => ({ key: memberNameOf(type), type }))
    .filter(({ key }) => !taken.has(key))
    .map(
      ({ key, type }) =>
        `${key}?: ${names.type("SubtypeFilter")}<${names.entityType(type)}> | undefined;`,
    );
  const classes = subTypes.map((type) => names.entityType(type)).join(" | ");
  const byType = taken.has("type")
    ? ""
    : `type?: ${names.type("TypeFilter")}<${classes}> | undefined;`;
  return `
/** A filter on what its subtypes have finds only entities of that type. */
export interface ${name}HierarchyFilter extends ${name}Filter {
  ${lines([byType, ...keys])}
}
`;
}

/** `SmallPublisher` → `smallPublisher`. */
function memberNameOf(type: string): string {
  return type.charAt(0).toLowerCase() + type.slice(1);
}

/** What `isA` knows of types that extend each other. */
function hierarchyTypes({ name, subtypeOf, subTypes }: EntityModel, names: EntityNames): string {
  if (subtypeOf === undefined && subTypes.length === 0) return "";
  const kinds = [name, ...subTypes].map((type) => `${type}?: ${names.entityType(type)};`);
  return `kinds: { ${kinds.join(" ")} };`;
}

/**
 * The id, and the fields of each unique constraint, by their names. Components of a polymorphic reference are no fields of
 * their own.
 */
function uniqueKeys(
  { name, fields, inherited, uniques, subtypeOf }: EntityModel,
  names: EntityNames,
): ReadonlyArray<string> {
  const members = new Map([...inherited, ...fields].map((field) => [field.name, field]));
  const typeOf = (key: string): string => {
    const field = members.get(key);
    if (field === undefined) return `${name}Id`;
    if (field.kind !== "m2o")
      return columnType(field as PrimitiveModel | EnumFieldModel, names, "read");
    return `${names.entityType(field.other)} | ${names.baseType(field.other, "Id")}`;
  };
  const isKnown = (key: string): boolean => {
    const kind = members.get(key)?.kind;
    return key === "id" || kind === "primitive" || kind === "enum" || kind === "m2o";
  };
  const own = uniques.map((unique) => unique.fields);
  const keys = (subtypeOf === undefined ? [["id"], ...own] : own)
    .filter((key) => key.every(isKnown))
    .map((key) => {
      const values = key.map((each) => `${each}: ${typeOf(each)}`).join("; ");
      return `${printKey(key.join(", "))}: { ${values} };`;
    });
  return [...new Set(keys)];
}

function scopeMember(
  { name, isParameterized, entity: declaring }: ScopeModel,
  entity: EntityModel,
  names: EntityNames,
): string {
  const type = `${entity.name}Scope`;
  if (!isParameterized) return `readonly ${name}: ${type};`;
  const maker = `typeof ${names.entityType(declaring)}.${name}`;
  return `readonly ${name}: (...args: Parameters<${maker}>) => ${type};`;
}

function lines(each: ReadonlyArray<string>): string {
  return each.filter((line) => line !== "").join("\n");
}

function idOpt({ name, id }: EntityModel): string {
  return id.generator === "application" ? `id: ${name}Id;` : `id?: ${name}Id | null | undefined;`;
}

function fieldType(field: FieldModel, names: EntityNames): string {
  switch (field.kind) {
    case "primitive":
      return `{ kind: "primitive"; type: ${names.primitiveType(field)}; unique: ${field.unique}; nullable: ${nullable(field)}; derived: ${!isSettable(field)} }`;
    case "enum":
      return `{ kind: "enum"; type: ${columnType(field, names, "read")}; nullable: ${nullable(field)} }`;
    case "m2o":
      return `{ kind: "m2o"; type: ${names.entityType(field.other)}; nullable: ${nullable(field)}; derived: false }`;
    case "poly":
      return `{ kind: "poly"; type: ${polymorphicTypeOf(names, field)}; nullable: ${nullable(field)} }`;
    case "m2mEnum":
      return `{ kind: "m2mEnum"; type: ${names.enumType(field.enum)} }`;
    case "o2m":
    case "o2o":
    case "m2m":
    case "recursive":
      return `{ kind: ${JSON.stringify(field.kind)}; type: ${names.entityType(field.other)} }`;
  }
}

function opt(field: FieldModel, names: EntityNames): string {
  if (!isSettable(field) || isProtected(field)) return "";
  return optOf(field, names);
}

function idsOpt(field: FieldModel, entity: EntityModel, names: EntityNames): string {
  const key = isSettable(field) ? idNameOf(field, entity) : undefined;
  if (key === undefined) return "";
  switch (field.kind) {
    case "m2o":
    case "o2o":
      return `${key}?: ${names.baseType(field.other, "Id")} | null | undefined;`;
    case "poly":
      return `${key}?: ${polymorphicIds(field, names)} | null | undefined;`;
    case "o2m":
    case "m2m":
      return `${key}?: ReadonlyArray<${names.baseType(field.other, "Id")}> | null | undefined;`;
    default:
      return "";
  }
}

/** Only a tagged id says whose it is. */
function polymorphicIds({ components }: PolymorphicModel, names: EntityNames): string {
  const isTagged = components.every(({ other }) => names.hasTaggedIds(other));
  if (!isTagged) return names.type("TaggedId");
  return [...new Set(components.map(({ other }) => names.baseType(other, "Id")))].join(" | ");
}

function isProtected(field: FieldModel): boolean {
  return "protection" in field && field.protection !== undefined;
}

/** What only the class sets, a factory must be able to give all the same. */
function protectedOpts(entity: EntityModel, names: EntityNames): string {
  return lines(entity.fields.filter(isProtected).map((field) => optOf(field, names, true)));
}

function optOf(field: FieldModel, names: EntityNames, isOptional = false): string {
  const key = field.name;
  switch (field.kind) {
    case "recursive":
      return "";
    case "o2m":
    case "m2m":
      if (field.isLarge) return "";
      return `${key}?: ReadonlyArray<${names.entityType(field.other)}> | undefined;`;
    case "m2mEnum":
      return `${key}?: ReadonlyArray<${names.enumType(field.enum)}> | undefined;`;
    case "o2o":
      return `${key}?: ${names.entityType(field.other)} | null | undefined;`;
    case "poly": {
      const type = `${polymorphicTypeOf(names, field)} | ${polymorphicIds(field, names)}`;
      if (!field.notNull) return `${key}?: ${type} | null | undefined;`;
      return field.hasDefaultInCode ? `${key}?: ${type} | undefined;` : `${key}: ${type};`;
    }
    case "primitive":
    case "enum":
    case "m2o": {
      const type =
        field.kind === "m2o"
          ? `${names.entityType(field.other)} | ${names.baseType(field.other, "Id")}`
          : columnType(field, names, "set");
      if (!field.notNull) return `${key}?: ${type} | null | undefined;`;
      const mayBeLeftOut = isOptional || field.default !== undefined || field.hasDefaultInCode;
      return mayBeLeftOut ? `${key}?: ${type} | undefined;` : `${key}: ${type};`;
    }
  }
}
