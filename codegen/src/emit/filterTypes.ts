// The types of filters and orders: which operators a column has follows from its type in the database.
import type { EntityModel, FieldModel, PrimitiveModel } from "../model/DomainModel.ts";
import { columnType } from "./columnType.ts";
import type { EntityNames } from "./EntityNames.ts";
import { polymorphicTypeOf } from "./polymorphics.ts";

/** What the file of an entity's base may import for them. */
export const filterImports: string =
  "ArrayFilter BooleanFilter CollectionFilter CollectionOrder EntityFilter FilterWords FullTextFilter JsonFilter JsonOrder " +
  "NetworkFilter OrderBy PolymorphicFilter RangeFilter TextFilter ValueFilter";

export function filterTypes({ name, fields, subtypeOf }: EntityModel, names: EntityNames): string {
  const lines = fields.map((field) => `${field.name}?: ${filterType(field, names)} | undefined;`);
  if (subtypeOf === undefined)
    return `export interface ${name}Filter extends ${names.type("FilterWords")}<${names.self}, ${name}Filter> {
  id?: ${names.type("ValueFilter")}<${name}Id, never> | undefined;
  ${lines.join("\n")}
}`;
  const list = `${name}Filter | ReadonlyArray<${name}Filter | undefined> | undefined`;
  return `export interface ${name}Filter extends ${names.baseType(subtypeOf.base, "Filter")} {
  readonly and?: ${list};
  readonly or?: ${list};
  readonly not?: ${name}Filter | undefined;
  ${lines.join("\n")}
}`;
}

export function orderTypes({ name, fields, subtypeOf }: EntityModel, names: EntityNames): string {
  const lines = fields
    .map((field) => [field.name, orderType(field, names)] as const)
    .filter(([, type]) => type !== undefined)
    .map(([key, type]) => `${key}?: ${type} | undefined;`);
  const [extending, id] =
    subtypeOf === undefined
      ? ["", `id?: ${names.type("OrderBy")} | undefined;`]
      : [` extends ${names.baseType(subtypeOf.base, "Order")}`, ""];
  return `export interface ${name}Order${extending} {
  ${id}
  ${lines.join("\n")}
}`;
}

function filterType(field: FieldModel, names: EntityNames): string {
  const nullness = "notNull" in field && field.notNull ? "never" : "null";
  switch (field.kind) {
    case "primitive":
      return columnFilter(field, nullness, names);
    case "enum": {
      const value = columnType(field, names, "read");
      return `${names.type(isListType(value) ? "ArrayFilter" : "ValueFilter")}<${value}, ${nullness}>`;
    }
    case "m2mEnum":
      return `${names.type("EnumCollectionFilter")}<${names.enumType(field.enum)}>`;
    case "m2o":
    case "o2o":
      return `${names.type("EntityFilter")}<${names.entityType(field.other)}, ${nullness}>`;
    case "poly":
      return `${names.type("PolymorphicFilter")}<${polymorphicTypeOf(names, field)}, ${nullness}>`;
    case "o2m":
    case "m2m":
    case "recursive":
      return `${names.type("CollectionFilter")}<${names.entityType(field.other)}>`;
  }
}

const filters: ReadonlyArray<readonly [name: string, types: RegExp]> = [
  ["ArrayFilter", /\[\]$/],
  ["TextFilter", /^(?:text|character varying|character|bpchar|name|(?:.+\.)?citext)$/],
  ["JsonFilter", /^jsonb?$/],
  ["RangeFilter", /^(?:int4|int8|num|ts|tstz|date)(?:multi)?range$/],
  ["NetworkFilter", /^(?:inet|cidr)$/],
  ["FullTextFilter", /^tsvector$/],
];

function columnFilter(field: PrimitiveModel, nullness: string, names: EntityNames): string {
  const { type } = field.column;
  const value = columnType(field, names, "read");
  if (type === "boolean" && value === "boolean")
    return `${names.type("BooleanFilter")}<${nullness}>`;
  const [name] = filters.find(([, types]) => types.test(type)) ?? ["ValueFilter"];
  // Columns with types of their own have values that no pattern fits.
  const isPlain = name !== "TextFilter" || value === "string";
  const isList = name !== "ArrayFilter" || isListType(value);
  return `${names.type(isPlain && isList ? name : "ValueFilter")}<${value}, ${nullness}>`;
}

function isListType(type: string): boolean {
  return /\[\]$|^ReadonlyArray</.test(type);
}

function orderType(field: FieldModel, names: EntityNames): string | undefined {
  switch (field.kind) {
    case "primitive":
      // Nobody reads what such an order would compare.
      if (field.isLazy) return undefined;
      return names.type(/^jsonb?$/.test(field.column.type) ? "JsonOrder" : "OrderBy");
    case "enum":
      return names.type("OrderBy");
    case "m2o":
      return names.baseType(field.other, "Order");
    case "o2m":
    case "m2m":
      return `${names.type("CollectionOrder")}<${names.baseType(field.other, "Order")}>`;
    case "o2o":
    case "poly":
    case "m2mEnum":
    case "recursive":
      return undefined;
  }
}
