// Schemas whose every name and text tries to be code, drawn by chance from a seed.
import fc from "fast-check";
import type { DbColumn, DbEnum, DbForeignKey, DbSchema, DbTable } from "kingpost/catalog";

/** Texts that have broken generators before, and such as break identifiers, strings, comments and templates. */
const hostile = [
  ..."' \" ` \\ ; , . $ _ - # @ ! ? * / + = ( ) [ ] { } < > | & ^ % ~ :".split(" "),
  "*/",
  "/*",
  "//",
  "*/ globalThis.pwned = 1; /*",
  "${globalThis.pwned = 1}",
  "`+(globalThis.pwned=1)+`",
  "');globalThis.pwned=1;('",
  '");globalThis.pwned=1;("',
  "\n globalThis.pwned = 1; //",
  "\u2028globalThis.pwned=1//",
  "\\u0022",
  "</script>",
  "DROP TABLE x; --",
  ..."__proto__ constructor prototype hasOwnProperty toString valueOf then toJSON em set load populate changes".split(
    " ",
  ),
  ..."class default new delete in of let static await yield async enum import export interface package private".split(
    " ",
  ),
  ..."null undefined true false NaN Infinity eval arguments this super typeof void with debugger var const".split(
    " ",
  ),
  ..."Object Array Date Promise Map Set Record Symbol Function String Number Boolean Error BigInt globalThis Uint8Array Readonly".split(
    " ",
  ),
  ..."Entity EntityManager BaseEntity Collection Scope Domain Schema Json Flavor OrderBy domain schema entities".split(
    " ",
  ),
  ..."id ID Id _id id_ 1d 2nd 0 a_b aB AB a__b a-b".split(" "),
  ..."🦄 👩‍👩‍👧 日本語 اسم ﷽ ß ǆ İ ı ﬁ é é क्षि ​ ﻿ ‮evil".split(" "),
  " ",
  "\t",
  " leading",
  "trailing ",
  "a b",
  "a\nb",
  "x".repeat(63),
  "é".repeat(31),
];

const plain =
  "authors books people title amount status owner notes created_at code name kind".split(" ");

const name = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...plain) },
  { weight: 2, arbitrary: fc.constantFrom(...hostile) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...plain), fc.constantFrom(...hostile))
      .map(([word, text]) =>
        Buffer.from(word + text)
          .subarray(0, 63)
          .toString()
          .replaceAll("\uFFFD", ""),
      ),
  },
);

const text = fc.constantFrom(...hostile);

/** Most make a member of an enum. */
const drawnCode = fc.oneof(
  { weight: 1, arbitrary: text },
  {
    weight: 12,
    arbitrary: fc.tuple(fc.constantFrom("low", "high", "mid"), text).map((each) => each.join(" ")),
  },
);

const types = [
  "text",
  "integer",
  "bigint",
  "boolean",
  "jsonb",
  "timestamp with time zone",
  "date",
  "numeric",
  "text[]",
  "integer[]",
  "bytea",
  "uuid",
  'public."m""oo\'d"',
  'public."m""oo\'d"[]',
  "public.`${1}`",
];

const drawnColumn = fc.record({
  name,
  type: fc.constantFrom(...types),
  notNull: fc.boolean(),
  default: fc.option(text),
  comment: fc.option(text),
});

const drawnTable = fc.record({
  name,
  key: fc.constantFrom("id", "ID", "uid", "__proto__", "`${x}`"),
  comment: fc.option(text),
  columns: fc.uniqueArray(drawnColumn, { maxLength: 5, selector: (each) => each.name }),
  /** Columns that lead to other tables of the list, by number. */
  references: fc.uniqueArray(fc.record({ name, to: fc.nat(5), isUnique: fc.boolean() }), {
    maxLength: 3,
    selector: (each) => each.name,
  }),
});

const enumTable = fc.record({
  name,
  codes: fc.uniqueArray(drawnCode, { minLength: 1, maxLength: 4 }),
  detail: name,
  comment: fc.option(text),
});

const schema = fc.record({
  tables: fc.uniqueArray(drawnTable, { minLength: 1, maxLength: 4, selector: (each) => each.name }),
  enums: fc.array(enumTable, { maxLength: 1 }),
  labels: fc.uniqueArray(drawnCode, { minLength: 1, maxLength: 2 }),
});

/** The same for the same seed. */
export function hostileSchemas(count: number, seed: number): ReadonlyArray<DbSchema> {
  return fc.sample(schema, { numRuns: count, seed }).map(({ tables, enums, labels }) => {
    const names = new Set<string>();
    const all = [...tables.map((each) => tableOf(each, tables)), ...enums.map(enumTableOf)].filter(
      (each) => each.name !== "" && !names.has(each.name) && names.add(each.name),
    );
    const there = new Set(all.map((each) => each.name));
    return {
      serverVersion: 180_000,
      enums: [moodOf(labels)],
      tables: all.map((each) => ({
        ...each,
        foreignKeys: each.foreignKeys.filter(({ references }) => there.has(references.table)),
      })),
    };
  });
}

type Value<T> = T extends fc.Arbitrary<infer V> ? V : never;

function tableOf(
  drawn: Value<typeof drawnTable>,
  tables: ReadonlyArray<Value<typeof drawnTable>>,
): DbTable {
  const { name: table, key, comment } = drawn;
  const taken = new Set<string>([key]);
  const columns: DbColumn[] = [
    {
      name: key,
      type: "integer",
      notNull: true,
      default: "nextval('s'::regclass)",
      sequence: "public.s",
    },
  ];
  const foreignKeys: DbForeignKey[] = [];
  for (const each of drawn.columns) {
    if (each.name === "" || taken.has(each.name)) continue;
    taken.add(each.name);
    columns.push({
      name: each.name,
      type: each.type,
      ...(each.notNull ? { notNull: true } : {}),
      ...(each.default === null ? {} : { default: `${literal(each.default)}::${each.type}` }),
      ...(each.comment === null ? {} : { comment: each.comment }),
    });
  }
  const unique: string[] = [];
  for (const each of drawn.references) {
    const target = tables[each.to];
    if (target === undefined || each.name === "" || taken.has(each.name)) continue;
    taken.add(each.name);
    columns.push({ name: each.name, type: "integer" });
    if (each.isUnique) unique.push(each.name);
    foreignKeys.push({
      name: `fk ${each.name}`,
      columns: [each.name],
      references: { schema: "public", table: target.name, columns: [target.key] },
    });
  }
  return {
    schema: "public",
    name: table,
    kind: "table",
    ...(comment === null ? {} : { comment }),
    columns,
    primaryKey: { name: `pk ${table}`, columns: [key] },
    indexes: unique.map((each) => ({
      name: `u ${each}`,
      method: "btree",
      columns: [each],
      unique: true,
    })),
    foreignKeys,
    checks: [],
  };
}

function enumTableOf({ name: table, codes, detail, comment }: Value<typeof enumTable>): DbTable {
  const isFree = !["id", "code", "name", ""].includes(detail);
  const column = (each: string, type: string): DbColumn => ({ name: each, type, notNull: true });
  return {
    schema: "public",
    name: table,
    kind: "table",
    ...(comment === null ? {} : { comment }),
    columns: [
      column("id", "integer"),
      column("code", "text"),
      column("name", "text"),
      ...(isFree ? [column(detail, "text")] : []),
    ],
    primaryKey: { name: "pk", columns: ["id"] },
    indexes: [],
    foreignKeys: [],
    checks: [],
    rows: codes.map((code, at) => {
      const row = Object.assign(Object.create(null) as Record<string, string>, {
        id: String(at),
        code,
        name: code,
      });
      if (isFree) row[detail] = code;
      return row;
    }),
  };
}

function moodOf(labels: ReadonlyArray<string>): DbEnum {
  return {
    schema: "public",
    name: `m"oo'd`,
    type: `public."m""oo'd"`,
    labels,
    comment: "*/ globalThis.pwned = 1; /*",
  };
}

function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
