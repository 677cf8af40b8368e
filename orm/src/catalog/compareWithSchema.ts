// The schema that code was generated for, beside a database as its catalog describes it: what differs and matters at run time.
// What the code does not rely on (comments, checks, indexes for speed, further tables) may differ.
import type { Domain } from "../schema/Domain.ts";
import type {
  ColumnSchema,
  EntitySchema,
  EnumTableSchema,
  FieldSchema,
  JoinTableSchema,
  KeyType,
  Schema,
} from "../schema/Schema.ts";
import type { DbColumn, DbSchema, DbTable } from "./DbSchema.ts";

/** The Postgres schemas that the code has tables or types in. */
export function schemasOf(schema: Schema): ReadonlyArray<string> {
  const entities = Object.values(schema.entities);
  const names = [
    ...entities.map(({ schemaName }) => schemaName),
    ...entities.flatMap((entity) => joinTablesOf(entity).map(({ schemaName }) => schemaName)),
    ...Object.values(schema.enums).map((each) =>
      "type" in each ? schemaOfType(each.type) : each.schemaName,
    ),
  ];
  return [...new Set(names)].toSorted();
}

/** A sentence for each difference; none when the code can work on the database. */
export function compareWithSchema(
  { schema, enums }: Pick<Domain, "enums" | "schema">,
  db: DbSchema,
): ReadonlyArray<string> {
  const tables = new Map(db.tables.map((table) => [nameOf(table.schema, table.name), table]));
  const types = new Map(db.enums.map(({ type, labels }) => [type, labels]));
  const differences = [
    ...compareEntities(schema, tables),
    ...Object.entries(schema.enums).flatMap(([name, each]) => {
      const codes = enums[name]?.getValues() ?? [];
      return "type" in each
        ? compareNativeEnum(name, each.type, codes, types.get(each.type))
        : compareEnumTable(name, each, enums[name]?.getDetails() ?? [], tables);
    }),
  ];
  return [...new Set(differences)];
}

type Tables = ReadonlyMap<string, DbTable>;

function compareEntities(schema: Schema, tables: Tables): ReadonlyArray<string> {
  const mapped = new Map<string, Set<string>>();
  const differences: Array<string> = [];
  for (const [type, entity] of Object.entries(schema.entities)) {
    const name = nameOf(entity.schemaName, entity.tableName);
    const table = tables.get(name);
    if (table === undefined)
      differences.push(
        `there is no ${entity.view === undefined ? "table" : "view"} ${name} (${type})`,
      );
    else {
      const known = mapped.get(name) ?? new Set();
      for (const column of columnsOf(entity)) known.add(column);
      mapped.set(name, known);
      differences.push(...compareEntity(schema, type, table));
    }
    for (const joinTable of joinTablesOf(entity))
      differences.push(...compareJoinTable(joinTable, tables, mapped));
  }
  for (const [name, known] of mapped) differences.push(...newColumns(name, known, tables));
  return differences;
}

function compareEntity(schema: Schema, type: string, table: DbTable): ReadonlyArray<string> {
  const entity = schema.entities[type]!;
  const name = nameOf(table.schema, table.name);
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  const key = columns.get(entity.id.column);
  return [
    ...(key === undefined
      ? [`${name} has no column ${entity.id.column} (${type}.id)`]
      : compareKey(type, entity, name, key)),
    ...Object.entries(entity.fields).flatMap(([field, each]) =>
      "column" in each
        ? compareColumn(name, `${type}.${field}`, each, columns.get(each.column), entity.view)
        : [],
    ),
    // What the code has of a view beyond the types of its columns is from its configuration.
    ...(entity.view === undefined ? entity.uniques : []).flatMap(({ fields }) => {
      const wanted = fields.map((field) => columnIn(schema, entity, field));
      return isUnique(table, wanted)
        ? []
        : [`${name} has no unique index on ${wanted.join(", ")} (${type})`];
    }),
  ];
}

function compareKey(
  type: string,
  { id: { column, key, generator, sequence }, subtypeOf }: EntitySchema,
  table: string,
  found: DbColumn,
): ReadonlyArray<string> {
  return [
    ...(keyTypes[key].includes(found.type)
      ? []
      : [`${table}.${column} is ${found.type}, the code has a key of type ${key} (${type}.id)`]),
    // The key of a subtype is its base's.
    ...(generator === "sequence" && subtypeOf === undefined && found.sequence !== sequence
      ? [
          `${table}.${column} is counted by ${found.sequence ?? "no sequence"}, the code takes its keys from ${sequence} (${type}.id)`,
        ]
      : []),
  ];
}

const keyTypes: Readonly<Record<KeyType, ReadonlyArray<string>>> = {
  int: ["integer", "smallint"],
  bigint: ["bigint"],
  uuid: ["uuid"],
  text: ["text", "character varying", "bpchar", "character"],
};

function compareColumn(
  table: string,
  field: string,
  { column, type, notNull, isNullable, generated }: ColumnSchema,
  found: DbColumn | undefined,
  view: EntitySchema["view"],
): ReadonlyArray<string> {
  if (found === undefined) return [`${table} has no column ${column} (${field})`];
  const name = `${table}.${column}`;
  const mayBeNull = found.notNull !== true;
  const other =
    found.type === type ? [] : [`${name} is ${found.type}, the code has ${type} (${field})`];
  if (view !== undefined) return other;
  return [
    ...other,
    ...(mayBeNull && notNull && isNullable !== true
      ? [`${name} may be NULL, the code has it NOT NULL (${field})`]
      : []),
    ...(!mayBeNull && (!notNull || isNullable === true)
      ? [`${name} is NOT NULL, the code has it nullable (${field})`]
      : []),
    ...((found.generated !== undefined) === (generated === true)
      ? []
      : [
          `${name} is ${generated === true ? "not " : ""}generated, the code has it otherwise (${field})`,
        ]),
  ];
}

function compareJoinTable(
  { schemaName, tableName, column, otherColumn, createdAt }: JoinTableSchema,
  tables: Tables,
  mapped: Map<string, Set<string>>,
): ReadonlyArray<string> {
  const name = nameOf(schemaName, tableName);
  const table = tables.get(name);
  if (table === undefined) return [`there is no join table ${name}`];
  const wanted = [column, otherColumn, ...(createdAt === undefined ? [] : [createdAt.column])];
  mapped.set(name, new Set([...(mapped.get(name) ?? []), ...wanted]));
  const columns = new Set(table.columns.map((each) => each.name));
  return wanted
    .filter((each) => !columns.has(each))
    .map((each) => `${name} has no column ${each} (a join table)`);
}

/** A column that the code does not know is in its way when every row has to have a value there. */
function newColumns(
  name: string,
  known: ReadonlySet<string>,
  tables: Tables,
): ReadonlyArray<string> {
  return (tables.get(name)?.columns ?? []).flatMap((column) =>
    known.has(column.name) ||
    column.notNull !== true ||
    column.default !== undefined ||
    column.identity !== undefined ||
    column.generated !== undefined ||
    isKey(tables.get(name), column.name)
      ? []
      : [`${name}.${column.name} is NOT NULL without a default, and the code does not know it`],
  );
}

function isKey(table: DbTable | undefined, column: string): boolean {
  return table?.primaryKey?.columns.includes(column) ?? false;
}

function compareEnumTable(
  type: string,
  { schemaName, tableName }: EnumTableSchema,
  details: ReadonlyArray<object>,
  tables: Tables,
): ReadonlyArray<string> {
  const name = nameOf(schemaName, tableName);
  const table = tables.get(name);
  if (table === undefined) return [`there is no table ${name} (the enum ${type})`];
  // Without the right to read it there is nothing to compare with.
  if (table.rows === undefined) return [];
  const found = new Map(table.rows.map((row) => [String(row["code"]), row["id"]]));
  const wanted = new Map(
    details.map((each) => {
      const { code, id } = each as { readonly code: string; readonly id: unknown };
      return [code, String(id)];
    }),
  );
  return [
    ...[...wanted].flatMap(([code, id]) => {
      const there = found.get(code);
      if (there === undefined) return [`${name} has no row ${code} (the enum ${type})`];
      return there === id
        ? []
        : [`${name} has ${code} as row ${there}, the code as ${id} (the enum ${type})`];
    }),
    ...[...found.keys()]
      .filter((code) => !wanted.has(code))
      .map((code) => `${name} has a row ${code} that the code does not know (the enum ${type})`),
  ];
}

function compareNativeEnum(
  name: string,
  type: string,
  codes: ReadonlyArray<string>,
  labels: ReadonlyArray<string> | undefined,
): ReadonlyArray<string> {
  if (labels === undefined) return [`there is no type ${type} (the enum ${name})`];
  return [
    ...codes
      .filter((code) => !labels.includes(code))
      .map((code) => `${type} has no value ${code} (the enum ${name})`),
    ...labels
      .filter((label) => !codes.includes(label))
      .map(
        (label) => `${type} has a value ${label} that the code does not know (the enum ${name})`,
      ),
  ];
}

function isUnique({ primaryKey, indexes }: DbTable, wanted: ReadonlyArray<string>): boolean {
  const key = wanted.toSorted().join("\n");
  const isSame = (columns: ReadonlyArray<string>): boolean => columns.toSorted().join("\n") === key;
  return (
    (primaryKey !== undefined && isSame(primaryKey.columns)) ||
    indexes.some(
      ({ unique, where, invalid, hasExpressions, columns }) =>
        unique === true &&
        where === undefined &&
        invalid !== true &&
        hasExpressions !== true &&
        isSame(columns),
    )
  );
}

function columnsOf({ id, fields }: EntitySchema): ReadonlyArray<string> {
  return [id.column, ...Object.values(fields).flatMap((field) => columnOf(field) ?? [])];
}

function columnOf(field: FieldSchema | undefined): string | undefined {
  return field !== undefined && "column" in field ? field.column : undefined;
}

/** The column of a field that the entity or one of its bases has; of the id otherwise. */
function columnIn(schema: Schema, entity: EntitySchema, field: string): string {
  const base = schema.entities[entity.subtypeOf?.base ?? ""];
  return (
    columnOf(entity.fields[field]) ??
    (base === undefined ? entity.id.column : columnIn(schema, base, field))
  );
}

function joinTablesOf({ fields }: EntitySchema): ReadonlyArray<JoinTableSchema> {
  return Object.values(fields).flatMap((field) => ("joinTable" in field ? [field.joinTable] : []));
}

function nameOf(schema: string, table: string): string {
  return `${schema}.${table}`;
}

/** Types are named as SQL names them: `public.mood`, `"Art".mood`. */
function schemaOfType(type: string): string {
  const [, quoted, plain] = /^(?:"((?:[^"]|"")+)"|([^".]+))\./.exec(type) ?? [];
  return quoted?.replaceAll('""', '"') ?? plain ?? "public";
}
