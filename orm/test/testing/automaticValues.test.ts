// The values that factories give to required fields, for every type of column, as Postgres accepts and gives them back.
import {
  BaseEntity,
  createDomain,
  EntityManager,
  field,
  type FieldSchema,
  Interval,
  type ManyToOneReference,
  Range,
  relation,
} from "kingpost";
import { newTestInstance, testDate } from "kingpost/tests";
import { expect, it } from "vitest";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** Each type with the value that a required column of it gets, in the form in which Postgres gives it back. */
const values: ReadonlyArray<readonly [type: string, value: unknown]> = [
  ["text", "text"],
  ["character varying", "characterVarying"],
  ["smallint", 0],
  ["integer", 0],
  ["oid", 0],
  ["real", 0],
  ["double precision", 0],
  ["bigint", 0n],
  ["numeric", "0"],
  ["money", "$0.00"],
  ["boolean", false],
  ["bit", "0"],
  ["bit varying", "0"],
  ["uuid", "00000000-0000-4000-8000-000000000001"],
  ["date", testDate],
  ["timestamp without time zone", testDate],
  ["timestamp with time zone", testDate],
  ["time without time zone", "00:00:00"],
  ["time with time zone", "00:00:00+00"],
  ["interval", new Interval({})],
  ["json", {}],
  ["jsonb", {}],
  ["jsonpath", "$"],
  ["xml", "xml"],
  ["bytea", new Uint8Array()],
  ["inet", "0.0.0.0"],
  ["cidr", "0.0.0.0/32"],
  ["macaddr", "00:00:00:00:00:00"],
  ["macaddr8", "00:00:00:00:00:00:00:00"],
  ["int4range", Range.empty()],
  ["int8range", Range.empty()],
  ["numrange", Range.empty()],
  ["tsrange", Range.empty()],
  ["tstzrange", Range.empty()],
  ["daterange", Range.empty()],
  ["int4multirange", []],
  ["datemultirange", []],
  ["point", "(0,0)"],
  ["line", "{0,1,0}"],
  ["lseg", "[(0,0),(0,0)]"],
  ["box", "(0,0),(0,0)"],
  ["path", "[(0,0)]"],
  ["polygon", "((0,0))"],
  ["circle", "<(0,0),0>"],
  ["tsvector", "'tsvector'"],
  ["tsquery", "'tsquery'"],
  ["pg_lsn", "0/0"],
  ["integer[]", []],
  ["text[]", []],
];

const nameOf = (type: string): string =>
  type.replace("[]", " list").replaceAll(/ (\w)/g, (_, letter: string) => letter.toUpperCase());

class Sample extends BaseEntity {
  static readonly tagName: string = "s";
  get parent(): ManyToOneReference<Sample, Sample, never> {
    return relation(this, "parent");
  }
}

const column = (type: string, name: string): FieldSchema => ({
  kind: "primitive",
  column: name,
  type,
  notNull: true,
});

const domain = createDomain({
  schema: {
    settings: { tagDelimiter: ":", idType: "tagged-string" },
    fingerprint: "samples",
    entities: {
      Sample: {
        tag: "s",
        schemaName: "public",
        tableName: "samples",
        id: { column: "id", key: "int", generator: "sequence", sequence: "samples_id_seq" },
        fields: {
          ...Object.fromEntries(values.map(([type]) => [nameOf(type), column(type, type)])),
          code: column("text", "code"),
          region: column("text", "region"),
          parent: {
            kind: "m2o",
            column: "parent_id",
            type: "integer",
            notNull: true,
            other: "Sample",
            otherField: "children",
          },
          children: { kind: "o2m", other: "Sample", otherField: "parent" },
        },
        timestamps: {},
        uniques: [{ name: "samples_code", fields: ["code", "region"] }],
        foreignKeys: {},
      },
    },
    enums: {},
  },
  entities: () => ({ Sample }),
});

async function givenTable(): Promise<void> {
  const columns = values.map(([type]) => `"${type}" ${type} NOT NULL`);
  await database.query(`
    DROP TABLE IF EXISTS samples;
    CREATE TABLE samples (
      id serial PRIMARY KEY, ${columns.join(", ")}, code text NOT NULL, region text NOT NULL,
      parent_id integer NOT NULL REFERENCES samples DEFERRABLE INITIALLY DEFERRED, UNIQUE (code, region)
    )`);
}

it("R-FAC-3 every type gets a value that Postgres accepts", async () => {
  await givenTable();
  const em = new EntityManager(domain, {}, database.driver);
  const made = newTestInstance(em, Sample);
  await em.flush();
  const sample = await new EntityManager(domain, {}, database.driver).load(Sample, made.id);
  const stored = values.map(([type]) => [type, field(sample, nameOf(type))]);
  expect(stored).toEqual(values);
});

it("R-FAC-3 texts under a unique constraint get the number appended", () => {
  const em = new EntityManager(domain, {}, database.driver);
  const samples = [newTestInstance(em, Sample), newTestInstance(em, Sample)];
  expect(samples.map((sample) => [field(sample, "code"), field(sample, "region")])).toEqual([
    ["code1", "region1"],
    ["code2", "region2"],
  ]);
});

it("R-FAC-3 uuids differ by the number", () => {
  const em = new EntityManager(domain, {}, database.driver);
  const samples = [newTestInstance(em, Sample), newTestInstance(em, Sample)];
  expect(samples.map((sample) => field(sample, "uuid"))).toEqual([
    "00000000-0000-4000-8000-000000000001",
    "00000000-0000-4000-8000-000000000002",
  ]);
});

it("R-FAC-5 a required reference to the own type points to the entity itself", () => {
  const em = new EntityManager(domain, {}, database.driver);
  const sample = newTestInstance(em, Sample);
  expect(sample.parent.get).toBe(sample);
});
