// A database of any number of tables as codegen reads one, each with columns of several types, two references, now and then a
// one-to-one, an enum and a many-to-many. The same number gives the same text.
import type { DbColumn, DbForeignKey, DbIndex, DbSchema, DbTable } from "kingpost/catalog";

const adjectives =
  "amber brave calm dusty eager faded gentle hollow icy jolly keen lively mellow noble oaken plain quiet rusty silver tender".split(
    " ",
  );
const nouns =
  "anchor barrel candle dagger engine feather goblet hammer island jacket kettle ladder mirror needle orchard".split(
    " ",
  );

/** The name of the table's rows: `amber_anchor`. */
export function singularAt(index: number): string {
  const adjective = adjectives[Math.floor(index / nouns.length) % adjectives.length]!;
  return `${adjective}_${nouns[index % nouns.length]!}`;
}

/** The name that `wideSchema` gives its only entity. */
export const wideName = "Hub";

/** One entity of sixty members beside its id: twenty columns, twenty references to its own kind, and the other sides of those. */
export function wideSchema(): DbSchema {
  const numbers = Array.from({ length: 20 }, (_, index) => index);
  const columns: DbColumn[] = [
    keyOf("hubs"),
    ...numbers.map((index) => ({ name: `text_${index}`, type: "text" })),
    ...numbers.map((index) => ({ name: `link_${index}_id`, type: "integer" })),
  ];
  const keys = numbers.map((index) => foreignKey("hubs", `link_${index}_id`, "hubs"));
  return { serverVersion: 180_000, enums: [], tables: [tableOf("hubs", columns, keys, [])] };
}

/** @param size at most 300 */
export function domainSchema(size: number): DbSchema {
  const entities = Array.from({ length: size }, (_, index) => entityTable(index));
  const joins = entities.flatMap((_, index) =>
    index % 5 === 4 ? [joinTable(index, index - 3)] : [],
  );
  const tables = [enumTable(), ...entities, ...joins];
  return {
    serverVersion: 180_000,
    enums: [],
    tables: tables.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function entityTable(index: number): DbTable {
  const name = `${singularAt(index)}s`;
  const columns: DbColumn[] = [
    keyOf(name),
    { name: "title", type: "text", notNull: true },
    { name: "notes", type: "text" },
    { name: "amount", type: "integer", notNull: true, default: "0" },
    { name: "price", type: "numeric" },
    { name: "is_open", type: "boolean", notNull: true },
    { name: "starts_on", type: "date" },
    { name: "labels", type: "text[]" },
    { name: "details", type: "jsonb" },
    { name: "version", type: "integer", notNull: true, default: "1" },
    { name: "created_at", type: "timestamp with time zone", notNull: true },
    { name: "updated_at", type: "timestamp with time zone", notNull: true },
  ];
  const foreignKeys: DbForeignKey[] = [];
  const indexes: DbIndex[] = [];
  const refer = (column: string, table: string, isRequired: boolean): void => {
    columns.push({ name: column, type: "integer", ...(isRequired ? { notNull: true } : {}) });
    foreignKeys.push(foreignKey(name, column, table));
  };
  if (index > 0) refer("owner_id", `${singularAt(index - 1)}s`, true);
  if (index > 3) refer("partner_id", `${singularAt(index >> 1)}s`, false);
  if (index % 10 === 0) refer("mood_id", "mood", false);
  if (index % 7 === 6) {
    refer("twin_id", `${singularAt(index - 5)}s`, false);
    const unique = { unique: true, constraint: "unique" } as const;
    indexes.push({ name: `${name}_twin_id_key`, method: "btree", columns: ["twin_id"], ...unique });
  }
  return tableOf(name, columns, foreignKeys, indexes);
}

function joinTable(left: number, right: number): DbTable {
  const [a, b] = [singularAt(left), singularAt(right)];
  const name = `${a}s_to_${b}s`;
  const columns: DbColumn[] = [
    { name: `${a}_id`, type: "integer", notNull: true },
    { name: `${b}_id`, type: "integer", notNull: true },
  ];
  return {
    ...tableOf(
      name,
      columns,
      [foreignKey(name, `${a}_id`, `${a}s`), foreignKey(name, `${b}_id`, `${b}s`)],
      [],
    ),
    primaryKey: { name: `${name}_pkey`, columns: [`${a}_id`, `${b}_id`] },
  };
}

function enumTable(): DbTable {
  const rows = ["Good", "Bad", "Mixed"].map((name, at) => ({
    id: String(at + 1),
    code: name.toUpperCase(),
    name,
  }));
  return { ...tableOf("mood", [keyOf("mood"), textOf("code"), textOf("name")], [], []), rows };
}

function textOf(name: string): DbColumn {
  return { name, type: "text", notNull: true };
}

function tableOf(
  name: string,
  columns: ReadonlyArray<DbColumn>,
  foreignKeys: ReadonlyArray<DbForeignKey>,
  indexes: ReadonlyArray<DbIndex>,
): DbTable {
  return {
    schema: "public",
    name,
    kind: "table",
    columns,
    primaryKey: { name: `${name}_pkey`, columns: ["id"] },
    indexes,
    foreignKeys,
    checks: [],
  };
}

function keyOf(table: string): DbColumn {
  return {
    name: "id",
    type: "integer",
    notNull: true,
    default: `nextval('public.${table}_id_seq'::regclass)`,
    sequence: `public.${table}_id_seq`,
  };
}

function foreignKey(table: string, column: string, target: string): DbForeignKey {
  return {
    name: `${table}_${column}_fkey`,
    columns: [column],
    references: { schema: "public", table: target, columns: ["id"] },
    deferrable: true,
    initiallyDeferred: true,
  };
}
