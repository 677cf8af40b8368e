// The generated base of an entity: its types, its config, and a class of getters. Only what differs from entity to entity is
// here; what all have in common is inherited.
import type { DomainModel, EntityModel, FieldModel } from "../model/DomainModel.ts";
import { accessors, narrowedAccessors } from "./accessors.ts";
import { configNameOf, scopeNameOf } from "./configNameOf.ts";
import { contextOf } from "./contextOf.ts";
import { docOf } from "./docOf.ts";
import { easedOpts } from "./easedOpts.ts";
import type { EmitSettings } from "./EmitSettings.ts";
import { EntityNames } from "./EntityNames.ts";
import { entityTypes } from "./entityTypes.ts";
import { filterImports } from "./filterTypes.ts";
import { Imports } from "./Imports.ts";
import { isSettable } from "./isSettable.ts";
import { polymorphicFunctions, polymorphicNames, polymorphicTypes } from "./polymorphics.ts";

/** What it may import of the library. */
const library =
  "BaseEntity Collection ConfigApi EntityMeta EntityTypes EnumCollection EnumCollectionFilter " +
  "field Flavor GraphQLFilterOf getPolymorphicConstructors isPolymorphicTarget Json LargeCollection LazyField ManyToOneReference " +
  "MaybeAbstractEntityConstructor mustBeSubType newRequiredLazyFieldRule newRequiredRule newScopeFn NotLoaded OneToOneReference " +
  "OwnOpts PolymorphicReference RecursiveCollection relation Scope ScopeFn setField setProtectedField SubtypeFilter TypeFilter ViewOpts";

/** The same for the types of columns. */
const columnTypes = "Interval Range RangeParts SchemaInput SchemaOutput SerdeValue Temporal";

/** How the names of what it declares end. */
const endings =
  "Codegen Fields Filter FactoryExtras GraphQLFilter HierarchyFilter Id IdsOpts Opts Order Scope Scopes Types Unique";

export function entityBase(
  entity: EntityModel,
  model: DomainModel,
  settings: EmitSettings,
): string {
  const { name, tag, comment, fields, narrowed, subtypeOf, subTypes } = entity;
  const config = configNameOf(name);
  const scope = scopeNameOf(name);
  const declared = [
    config,
    scope,
    ...endings.split(" ").map((ending) => name + ending),
    ...polymorphicNames(entity),
  ];
  const path = `codegen/${name}Codegen.ts`;
  const imports = new Imports(path, settings.extension, declared, [
    ...library.split(" "),
    ...columnTypes.split(" "),
    ...filterImports.split(" "),
  ]);
  const configApi = imports.library("kingpost", "ConfigApi", "value");
  const names = new EntityNames(entity, model, imports, settings);
  const configType = `${configApi}<${names.self}, ${contextOf(settings, imports)}>`;
  const base = subtypeOf === undefined ? baseEntity(names) : names.baseClass(subtypeOf.base);
  // The config of a subtype is no config of its base, whose rules take any of its subtypes.
  const staticType = subtypeOf === undefined && subTypes.length === 0 ? configType : "object";
  const override = subtypeOf === undefined ? "" : "override ";
  const scopeFn = `${names.type("ScopeFn")}<${names.self}, ${name}Scopes>`;
  const body = `
${polymorphicTypes(names)}

${entityTypes(entity, idTypeOf(entity, model), easedOpts(entity, basesOf(entity, model)), names)}

export const ${config}: ${configType} = new ${configType}(${JSON.stringify(name)});
${rules(entity, config, names)}

export const ${scope}: ${scopeFn} = ${names.value("newScopeFn")}(${config});

${polymorphicFunctions(names, config)}

${docOf(comment)}export abstract class ${name}Codegen extends ${base} {
  declare static readonly metadata: ${names.type("EntityMeta")}<${names.self}>;
  static ${override}readonly tagName: string = ${JSON.stringify(tag)};
  static ${override}readonly config: ${staticType} = ${config};
  declare readonly __types: ${name}Types;

  ${[
    ...narrowed.map((field) => narrowedAccessors(field, names)),
    ...fields.map((field) => accessors(field, names)),
  ]
    .filter((source) => source !== "")
    .join("\n\n")}
}
`;
  return `${imports.print()}\n${body}`;
}

/** `BaseEntity<EntityManager, AuthorId>` */
function baseEntity({ entity, imports }: EntityNames): string {
  const base = imports.library("kingpost", "BaseEntity", "value");
  const em = imports.file("codegen/domain", "EntityManager", "type");
  return `${base}<${em}, ${entity.name}Id>`;
}

/** What it extends, the root first. */
function basesOf({ subtypeOf }: EntityModel, model: DomainModel): ReadonlyArray<EntityModel> {
  const base = model.entities.find(({ name }) => name === subtypeOf?.base);
  return base === undefined ? [] : [...basesOf(base, model), base];
}

function idTypeOf({ id }: EntityModel, { settings }: DomainModel): string {
  const idType = id.idType ?? settings.idType;
  return idType === "number" || idType === "bigint" ? idType : "string";
}

/** One for every column that must have a value and that nobody fills but the user, and for references to subtypes. */
function rules(
  { fields, inherited, narrowed }: EntityModel,
  config: string,
  names: EntityNames,
): string {
  const wasRequired = new Set(inherited.flatMap((field) => (isRequired(field) ? field.name : [])));
  const required = [...fields, ...narrowed]
    .filter((field) => isRequired(field) && !wasRequired.has(field.name))
    .map((field) => {
      const isLazy = field.kind === "primitive" && field.isLazy;
      const rule = names.value(isLazy ? "newRequiredLazyFieldRule" : "newRequiredRule");
      // A member that only the class sees is none of the type's keys.
      const isHidden = "protection" in field && field.protection === "read";
      return `${rule}(${JSON.stringify(field.name)}${isHidden ? " as never" : ""})`;
    });
  const subTypes = narrowed.flatMap((field) => {
    const wide = inherited.find(({ name }) => name === field.name);
    if (field.kind !== "m2o" || wide?.kind !== "m2o" || wide.other === field.other) return [];
    const rule = names.value("mustBeSubType");
    return [`${rule}(${JSON.stringify(field.name)}, ${JSON.stringify(field.other)})`];
  });
  return [...required, ...subTypes].map((rule) => `${config}.addRule(${rule});`).join("\n");
}

function isRequired(field: FieldModel): boolean {
  if (field.kind === "poly") return field.notNull;
  if (!("column" in field)) return false;
  return field.notNull && isSettable(field) && field.default !== "expression";
}
