// The types of an entity: what its fields are, what it can be made from, found and ordered by.
import type { EntityModel, FieldModel } from "../model/DomainModel.ts";
import { columnType } from "./columnType.ts";
import type { EntityNames } from "./EntityNames.ts";
import { isSettable } from "./isSettable.ts";
import { nullable } from "./nullable.ts";
import { polymorphicTypeOf } from "./polymorphics.ts";

/** @param idType the TypeScript type of ids */
export function entityTypes(entity: EntityModel, idType: string, names: EntityNames): string {
  const { name, fields } = entity;
  // Filters and orders may name the parts of a polymorphic reference; nothing else can.
  const members = fields.filter((field) => field.kind !== "m2o" || field.component === undefined);
  const filters = fields.map((field) => `${field.name}?: ${filterType(field, names)} | undefined;`);
  return `export type ${name}Id = ${names.type("Flavor")}<${idType}, ${JSON.stringify(name)}>;

export interface ${name}Fields {
  id: { kind: "primitive"; type: ${name}Id; unique: true; nullable: never };
  ${members.map((field) => `${field.name}: ${fieldType(field, names)};`).join("\n")}
}

export interface ${name}Opts {
  ${lines([idOpt(entity), ...members.map((field) => opt(field, names))])}
}

export interface ${name}Filter {
  id?: ${names.type("ValueFilter")}<${name}Id, never> | undefined;
  ${filters.join("\n")}
}

export type ${name}Unique = ${uniqueKeys(entity, names)};

export interface ${name}Order {
  id?: ${names.type("OrderBy")} | undefined;
  ${lines(fields.map((field) => order(field, names)))}
}

/** What its factory accepts beside the entity's own options; widened by declaration merging. */
export interface ${name}FactoryExtras {${protectedOpts(entity, names)}}

export interface ${name}Types extends ${names.type("EntityTypes")} {
  id: ${name}Id;
  fields: ${name}Fields;
  opts: ${name}Opts;
  filter: ${name}Filter;
  unique: ${name}Unique;
  order: ${name}Order;
  factoryExtras: ${name}FactoryExtras;
}`;
}

/** The id, and the fields of each unique constraint. Components of a polymorphic reference are no fields of their own. */
function uniqueKeys({ name, fields, uniques }: EntityModel, names: EntityNames): string {
  const types = new Map([["id", `${name}Id`]]);
  for (const field of fields) {
    if (field.kind === "primitive" || field.kind === "enum")
      types.set(field.name, columnType(field, names, "read"));
    if (field.kind === "m2o")
      types.set(
        field.name,
        `${names.entityType(field.other)} | ${names.baseType(field.other, "Id")}`,
      );
  }
  const keys = [["id"], ...uniques.map((unique) => unique.fields)]
    .filter((key) => key.every((each) => types.has(each)))
    .map((key) => `{ ${key.map((each) => `${each}: ${types.get(each)}`).join("; ")} }`);
  return [...new Set(keys)].join(" | ");
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
      return `{ kind: "enum"; type: ${names.enumType(field.enum)}; nullable: ${nullable(field)} }`;
    case "m2o":
      return `{ kind: "m2o"; type: ${names.entityType(field.other)}; nullable: ${nullable(field)}; derived: false }`;
    case "poly":
      return `{ kind: "poly"; type: ${polymorphicTypeOf(names, field)}; nullable: ${nullable(field)} }`;
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
    case "o2o":
      return `${key}?: ${names.entityType(field.other)} | null | undefined;`;
    case "poly": {
      const ids = new Set(field.components.map(({ other }) => names.baseType(other, "Id")));
      const idType = names.hasTaggedIds ? [...ids].join(" | ") : names.type("TaggedId");
      const type = `${polymorphicTypeOf(names, field)} | ${idType}`;
      return field.notNull ? `${key}: ${type};` : `${key}?: ${type} | null | undefined;`;
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

function filterType(field: FieldModel, names: EntityNames): string {
  switch (field.kind) {
    case "primitive":
    case "enum":
      return `${names.type("ValueFilter")}<${columnType(field, names, "read")}, ${field.notNull ? "never" : "null"}>`;
    case "m2o":
      return `${names.type("EntityFilter")}<${names.entityType(field.other)}, ${field.notNull ? "never" : "null"}>`;
    case "poly":
      return `${names.type("PolymorphicFilter")}<${polymorphicTypeOf(names, field)}, ${field.notNull ? "never" : "null"}>`;
    case "o2o":
      return `${names.type("EntityFilter")}<${names.entityType(field.other)}, null>`;
    case "o2m":
    case "m2m":
    case "recursive":
      return `${names.type("CollectionFilter")}<${names.entityType(field.other)}>`;
  }
}

/** An order by a collection would have no meaning, and one by a lazy column would compare what nobody reads. */
function order(field: FieldModel, names: EntityNames): string {
  const key = field.name;
  switch (field.kind) {
    case "primitive":
      return field.isLazy ? "" : `${key}?: ${names.type("OrderBy")} | undefined;`;
    case "enum":
      return `${key}?: ${names.type("OrderBy")} | undefined;`;
    case "m2o":
      return `${key}?: ${names.baseType(field.other, "Order")} | undefined;`;
    case "poly":
    case "o2m":
    case "o2o":
    case "m2m":
    case "recursive":
      return "";
  }
}
