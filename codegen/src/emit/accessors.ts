// The getters and setters of an entity.
import type { ColumnFieldModel, FieldModel, PrimitiveModel } from "../model/DomainModel.ts";
import { columnType } from "./columnType.ts";
import { docOf } from "./docOf.ts";
import type { EntityNames } from "./EntityNames.ts";
import { enumMembers } from "./enumMembers.ts";
import { isSettable } from "./isSettable.ts";
import { nullable } from "./nullable.ts";
import { polymorphicTypeOf } from "./polymorphics.ts";

export function accessors(field: FieldModel, names: EntityNames): string {
  switch (field.kind) {
    case "primitive":
      if (field.isLazy) return relationGetter(field, "", names);
      return [property(field, "", names), ...softDeletion(field)].join("\n\n");
    case "enum":
      return field.protection === "read"
        ? property(field, "", names)
        : [property(field, "", names), ...enumMembers(field, names)].join("\n\n");
    case "m2o":
      // What it leads to is read through the reference that it is a part of.
      return field.component === undefined ? relationGetter(field, "", names) : "";
    case "poly":
    case "o2m":
    case "o2o":
    case "m2m":
    case "recursive":
    case "m2mEnum":
      return relationGetter(field, "", names);
  }
}

/** Of the field that says since when a row is softly deleted. */
function softDeletion({ role, name, column }: PrimitiveModel): ReadonlyArray<string> {
  if (role !== "deletedAt") return [];
  const isDeleted =
    column.type === "boolean" ? `this.${name} === true` : `this.${name} !== undefined`;
  return [
    `/** Softly deleted: in the database, and left out of finds and collections. */\nget isSoftDeletedEntity(): boolean { return ${isDeleted}; }`,
  ];
}

/** The accessors of an inherited field, with the type that it has in a subtype. */
export function narrowedAccessors(field: FieldModel, names: EntityNames): string {
  return field.kind === "enum" || (field.kind === "primitive" && !field.isLazy)
    ? property(field, "override ", names)
    : relationGetter(field, "override ", names);
}

function property(
  field: Exclude<ColumnFieldModel, { kind: "m2o" }>,
  modifier: "" | "override ",
  names: EntityNames,
): string {
  // A list of codes that is NULL reads as an empty one.
  const isAlwaysThere = field.notNull || (field.kind === "enum" && field.isArray);
  const empty = isAlwaysThere ? "" : " | undefined";
  const type = columnType(field, names, "read") + empty;
  const settable = columnType(field, names, "set") + empty;
  const [key, name] = [field.name, JSON.stringify(field.name)];
  const read = names.value("field");
  const access = field.protection === "read" ? "protected " : "";
  const getter = `${docOf(field.comment)}${access}${modifier}get ${key}(): ${type} { return ${read}(this, ${name}); }`;
  if (!isSettable(field)) return getter;
  if (field.protection !== undefined)
    return `${getter}\n\n${protectedSetter(field, modifier, settable, names)}`;
  const write = names.value("setField");
  return `${getter}\n\n${modifier}set ${key}(value: ${settable}) { ${write}(this, ${name}, value); }`;
}

/** A setter cannot be less visible than its getter everywhere; a method can, and says that it is not for all. */
function protectedSetter(
  { name }: FieldModel,
  modifier: "" | "override ",
  type: string,
  names: EntityNames,
): string {
  const method = `set${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const write = names.value("setProtectedField");
  return `protected ${modifier}${method}(value: ${type}): void { ${write}(this, ${JSON.stringify(name)}, value); }`;
}

/** What is loaded when asked for. */
type RelationModel = Exclude<FieldModel, { kind: "enum" }>;

function relationGetter(
  field: RelationModel,
  modifier: "" | "override ",
  names: EntityNames,
): string {
  const relation = names.value("relation");
  const [key, name] = [field.name, JSON.stringify(field.name)];
  const doc = "comment" in field ? docOf(field.comment) : "";
  const own = relationType(field, names);
  const isNeverLoaded = "isLarge" in field && field.isLarge;
  const type = isNeverLoaded
    ? own
    : `${names.type("NotLoaded")}<${name}, "add it to populate", ${own}>`;
  return `${doc}${modifier}get ${key}(): ${type} { return ${relation}(this, ${name}); }`;
}

function relationType(field: RelationModel, names: EntityNames): string {
  if (field.kind === "primitive")
    return `${names.type("LazyField")}<${names.self}, ${columnType(field, names, "read")}${field.notNull ? "" : " | undefined"}>`;
  if (field.kind === "m2mEnum")
    return `${names.type("EnumCollection")}<${names.self}, ${names.enumType(field.enum)}>`;
  const other =
    field.kind === "poly" ? polymorphicTypeOf(names, field) : names.entityType(field.other);
  const ends = `${names.self}, ${other}`;
  switch (field.kind) {
    case "m2o":
      return `${names.type("ManyToOneReference")}<${ends}, ${nullable(field)}>`;
    case "poly":
      return `${names.type("PolymorphicReference")}<${ends}, ${nullable(field)}>`;
    case "o2o":
      return `${names.type("OneToOneReference")}<${ends}>`;
    case "o2m":
    case "m2m":
      return `${names.type(field.isLarge ? "LargeCollection" : "Collection")}<${ends}>`;
    case "recursive":
      return `${names.type("RecursiveCollection")}<${ends}>`;
  }
}
