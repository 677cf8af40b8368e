// A column of every type that has a mapping, arrays of each, and columns whose values the configuration maps: domains, an
// enum of Postgres, conversions of the application's own, JSON with a schema, defaults.
import { createEntityTable } from "@kingpost/migrations";
import type { ColumnDefinitions, MigrationBuilder } from "node-pg-migrate";

const types = [
  "boolean smallint integer oid bigint real double:float8 numeric money text varchar char:char(5) citext name",
  "uuid date time timetz timestamp timestamptz interval json jsonb bytea inet cidr macaddr macaddr8",
  "int4range int8range numrange tsrange tstzrange daterange",
  "int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange",
  "point line lseg box path polygon circle bit:bit(3) varbit xml jsonpath ltree hstore pg_lsn mood pair",
]
  .join(" ")
  .split(" ")
  .map((entry) => entry.split(":") as [name: string, type?: string]);

export function up(b: MigrationBuilder): void {
  for (const name of ["citext", "hstore", "ltree"]) b.createExtension(name, { ifNotExists: true });
  b.createType("pair", { a: "integer", b: "text" });
  b.createDomain("score", "integer", { check: "VALUE BETWEEN 0 AND 100" });
  b.createDomain("short_text", "varchar(10)");
  b.createDomain("label_list", "text[]");

  createEntityTable(b, "scalars", columns("a", ""));
  createEntityTable(b, "lists", { ...columns("some", "[]"), matrix: { type: "integer[][]" } });

  createEntityTable(b, "contacts", {
    email: { type: "citext", notNull: true },
    other_emails: { type: "text[]" },
    nickname: { type: "short_text" },
    code: { type: "text" },
    raw_note: { type: "text" },
    score: { type: "score", notNull: true, default: 50 },
    labels: { type: "label_list" },
    gaps: { type: "integer[]" },
    discount: { type: "numeric" },
    price: { type: "numeric" },
    address: { type: "jsonb" },
    settings: { type: "jsonb" },
    anything: { type: "jsonb", notNull: true, default: "{}" },
    mood: { type: "mood", notNull: true, default: "so_so" },
    reachable: { type: "tstzrange", notNull: true, default: "[2020-01-01 00:00:00+00,)" },
    every: { type: "interval", notNull: true, default: "1 day 02:00:00" },
    known_since: { type: "date", notNull: true, default: b.func("CURRENT_DATE") },
    seen_at: { type: "timestamptz", notNull: true, default: "-infinity" },
    search: { type: "tsvector" },
    words: { type: "tsvector" },
    secret: { type: "text" },
  });
}

/** `a_boolean`, or `some_boolean` of arrays. */
function columns(prefix: string, suffix: string): ColumnDefinitions {
  return Object.fromEntries(
    types.map(([name, type = name]) => [`${prefix}_${name}`, { type: `${type}${suffix}` }]),
  );
}
