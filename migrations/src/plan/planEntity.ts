// The migration of a new entity, from its name and its fields as they are typed: `Publisher name:text city:text:optional`.
import type { DbSchema, DbTable } from "kingpost/catalog";
import pluralize from "pluralize";
import { MigrationError } from "../errors/MigrationError.ts";

/** What is typed, and what there is already. */
export interface EntityRequest {
  readonly name: string;
  readonly fields: ReadonlyArray<string>;
  readonly schema: Pick<DbSchema, "enums" | "tables">;
  /** Tables that migrations make which have not run. */
  readonly pendingTables: ReadonlyArray<string>;
}

/** What is to be written. */
export interface EntityPlan {
  readonly entity: string;
  readonly table: string;
  /** The text of the migration. */
  readonly text: string;
}

/** A column as it stands in the migration. */
interface Column {
  readonly name: string;
  readonly code: string;
  readonly isReference: boolean;
}

/**
 * Plans the migration.
 *
 * @throws MigrationError `ENTITY_NAME`, `ENTITY_EXISTS`, `ENTITY_UNKNOWN`, `FIELD_INVALID`
 */
export function planEntity(request: EntityRequest): EntityPlan {
  const entity = entityNameOf(request.name);
  const table = tableOf(entity);
  refuseExisting(entity, table, request);
  const columns: Column[] = [];
  for (const field of request.fields) {
    const column = columnOf(field, entity, request);
    if (columns.some(({ name }) => name === column.name))
      throw invalid(field, `There is a field ${column.name} already`, "give each one once");
    columns.push(column);
  }
  return { entity, table, text: textOf(entity, table, columns) };
}

/** Classes of the language, of GraphQL and of generated code, beside which no entity can be. */
const reservedEntities = new Set(
  (
    "Array Boolean Date Error Function Map Number Object Promise Proxy Record Reflect RegExp Set String Symbol Temporal BigInt " +
    "Query Mutation Subscription PageInfo Int Float ID JSON DateTime Time Duration Decimal UUID " +
    "Entity EntityManager Domain Context Id Reference Collection Filter Order Opts"
  ).split(" "),
);

/** Members that every entity has, and what the helper adds. */
const reservedFields = new Set(
  (
    "id id_maybe id_tagged id_tagged_maybe id_untagged em set set_partial set_deep_partial load populate is_loaded changes to_json " +
    "to_string value_of inspect is_new_entity is_deleted_entity is_dirty_entity is_soft_deleted_entity transient_fields constructor " +
    "prototype then version created_at updated_at deleted_at"
  ).split(" "),
);

function entityNameOf(given: string): string {
  const words = wordsOf(given);
  if (words === undefined || given.length > 50)
    throw new MigrationError(
      "ENTITY_NAME",
      `"${given}" cannot be the name of an entity: up to 50 letters and digits that begin with a letter, such as BookReview.`,
    );
  const name = pascal(words);
  const singular = pascal(singularOf(words));
  if (singular !== name)
    throw new MigrationError(
      "ENTITY_NAME",
      `An entity is named in the singular, its table in the plural: new:entity ${singular}`,
    );
  const read = pascal(singularOf(pluralOf(words)));
  if (read !== name)
    throw new MigrationError(
      "ENTITY_NAME",
      `The table ${pluralOf(words).join("_")} would make an entity ${read}, not ${name}. Take another word, or write the migration and name ` +
        "the entity in kingpost.config.ts.",
    );
  if (reservedEntities.has(name))
    throw new MigrationError(
      "ENTITY_NAME",
      `${name} means something else in TypeScript, GraphQL or generated code. Take another word, such as ${name}Entry.`,
    );
  return name;
}

/** `BookReview`, `bookReview`, `book_review` and `book-review` are two words. */
function wordsOf(text: string): ReadonlyArray<string> | undefined {
  if (!/^[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*$/.test(text)) return undefined;
  return text
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase()
    .split(/[_-]/);
}

function pascal(words: ReadonlyArray<string>): string {
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function singularOf(words: ReadonlyArray<string>): ReadonlyArray<string> {
  return [...words.slice(0, -1), pluralize.singular(words.at(-1) ?? "")];
}

function pluralOf(words: ReadonlyArray<string>): ReadonlyArray<string> {
  return [...words.slice(0, -1), pluralize.plural(words.at(-1) ?? "")];
}

function tableOf(entity: string): string {
  return pluralOf(wordsOf(entity) ?? []).join("_");
}

function refuseExisting(
  entity: string,
  table: string,
  { schema, pendingTables }: EntityRequest,
): void {
  const taken = [...schema.tables, ...schema.enums].find(
    ({ name }) => name === table || entityOf(name) === entity,
  );
  const name = taken?.name ?? pendingTables.find((each) => each === table);
  if (name === undefined) return;
  throw new MigrationError(
    "ENTITY_EXISTS",
    `There is a table ${name} already. Add columns to it by a migration: kingpost-migrate new add-…-to-${name}`,
  );
}

/** The entity that codegen makes of a table. */
function entityOf(table: string): string {
  return pascal(singularOf(wordsOf(table) ?? [table]));
}

/** `name[:type][:optional][:unique]`; a type with a capital is another entity. */
function columnOf(field: string, entity: string, request: EntityRequest): Column {
  const [given = "", typed = "text", ...marks] = field.split(":");
  const words = wordsOf(given);
  if (words === undefined || given.length > 50)
    throw invalid(
      field,
      `"${given}" cannot be the name of a field`,
      "letters and digits that begin with a letter, such as firstName",
    );
  const name = words.join("_");
  if (reservedFields.has(name))
    throw invalid(field, `Every entity has a member ${given} already`, "take another word");
  const isShort = typed.endsWith("?");
  const type = isShort ? typed.slice(0, -1) : typed;
  const unknown = marks.find((mark) => mark !== "optional" && mark !== "unique");
  if (unknown !== undefined)
    throw invalid(field, `"${unknown}" says nothing of a field`, '"optional" and "unique" do');
  const isOptional = isShort || marks.includes("optional");
  const isUnique = marks.includes("unique");
  return /^[A-Z]/.test(type)
    ? referenceOf(field, name, { type, entity, isOptional, isUnique }, request)
    : plainColumn(field, name, { type, isOptional, isUnique });
}

interface Wanted {
  readonly type: string;
  readonly isOptional: boolean;
  readonly isUnique: boolean;
}

/** By what people call them. */
const types: Readonly<Record<string, string>> = {
  text: "text",
  string: "text",
  int: "integer",
  integer: "integer",
  smallint: "smallint",
  bigint: "bigint",
  float: "double precision",
  double: "double precision",
  number: "double precision",
  decimal: "numeric",
  numeric: "numeric",
  boolean: "boolean",
  bool: "boolean",
  date: "date",
  time: "time",
  timestamp: "timestamptz",
  timestamptz: "timestamptz",
  datetime: "timestamptz",
  interval: "interval",
  uuid: "uuid",
  json: "jsonb",
  jsonb: "jsonb",
  bytes: "bytea",
  bytea: "bytea",
};

function plainColumn(field: string, name: string, { type, isOptional, isUnique }: Wanted): Column {
  const isList = type.endsWith("[]");
  const single = type.replace(/\[\]$/, "").toLowerCase();
  const known = types[single] ?? (/^numeric\(\d+,\d+\)$/.test(single) ? single : undefined);
  if (known === undefined)
    throw invalid(
      field,
      `There is no type "${type}"`,
      `${[...new Set(Object.keys(types))].join(", ")}, each also as a list (text[]), or an entity such as Author`,
    );
  const parts = [
    `type: "${known}${isList ? "[]" : ""}"`,
    ...(isOptional ? [] : ["notNull: true"]),
    ...(isUnique ? ["unique: true"] : []),
  ];
  return { name, code: `{ ${parts.join(", ")} }`, isReference: false };
}

function referenceOf(
  field: string,
  name: string,
  { type, entity, isOptional, isUnique }: Wanted & { readonly entity: string },
  { schema, pendingTables }: EntityRequest,
): Column {
  const isSelf = type === entity;
  if (isSelf && !isOptional)
    throw invalid(field, `The first ${entity} could refer to none`, `${name}:${type}:optional`);
  const other = schema.tables.find((table) => entityOf(table.name) === type);
  const pending = pendingTables.find((table) => entityOf(table) === type);
  const table = isSelf ? tableOf(entity) : (other?.name ?? pending);
  if (table === undefined)
    throw new MigrationError(
      "ENTITY_UNKNOWN",
      `${field}: there is no entity ${type}. There are: ${schema.tables.map((each) => entityOf(each.name)).join(", ") || "none"}.`,
    );
  const keyType = other === undefined ? undefined : keyTypeOf(other);
  const parts = [
    `notNull: ${isOptional ? "false" : "true"}`,
    ...(keyType === undefined || keyType === "integer" ? [] : [`type: "${keyType}"`]),
    ...(isUnique ? ["unique: true"] : []),
  ];
  return {
    name: `${name.replace(/_id$/, "")}_id`,
    code: `foreignKey("${table}", { ${parts.join(", ")} })`,
    isReference: true,
  };
}

function keyTypeOf({ primaryKey, columns }: DbTable): string | undefined {
  return columns.find(({ name }) => name === primaryKey?.columns[0])?.type;
}

function invalid(field: string, what: string, remedy: string): MigrationError {
  return new MigrationError("FIELD_INVALID", `${field}: ${what}. Give: ${remedy}.`);
}

function textOf(entity: string, table: string, columns: ReadonlyArray<Column>): string {
  const helpers = [
    "createEntityTable",
    ...(columns.some((each) => each.isReference) ? ["foreignKey"] : []),
  ];
  const body =
    columns.length === 0
      ? "{}"
      : `{\n${columns.map(({ name, code }) => `    ${name}: ${code},\n`).join("")}  }`;
  return `// ${entity}: its table; the class and the GraphQL side follow from it.
import { ${helpers.join(", ")} } from "@kingpost/migrations";
import type { MigrationBuilder } from "node-pg-migrate";

export function up(b: MigrationBuilder): void {
  createEntityTable(b, "${table}", ${body});
}
`;
}
