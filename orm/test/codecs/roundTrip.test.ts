// Every type of column: what is set is what another unit of work reads, extremes included.
import { Interval, Range } from "kingpost";
import { describe, expect, it } from "vitest";
import { List } from "../schema/entities/List.ts";
import { Scalar } from "../schema/entities/Scalar.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const at = (text: string): Date => new Date(text);

/** By row of the table of types: the field's ending, and values that it must keep. */
const cases: ReadonlyArray<readonly [row: string, field: string, values: ReadonlyArray<unknown>]> =
  [
    ["boolean", "Boolean", [true, false]],
    ["smallint", "Smallint", [-(2 ** 15), 0, 2 ** 15 - 1]],
    ["integer", "Integer", [-(2 ** 31), 0, 2 ** 31 - 1]],
    ["oid", "Oid", [0, 2 ** 32 - 1]],
    ["bigint", "Bigint", [-(2n ** 63n), 0n, 9_007_199_254_740_993n, 2n ** 63n - 1n]],
    ["real", "Real", [0.1, -0, 16_777_216, 3.402_823_5e38, 1e-45, Number.NaN, -Infinity]],
    [
      "double precision",
      "Double",
      [0.1, 0.1 + 0.2, -0, 5e-324, Number.MAX_VALUE, Number.NaN, Infinity, -Infinity],
    ],
    [
      "numeric",
      "Numeric",
      [
        "0",
        "1.50",
        "-12345678901234567890.123456789012345678",
        "99999999999999999999999999999999999999",
        `0.${"0".repeat(60)}1`,
        "NaN",
        "Infinity",
      ],
    ],
    ["money", "Money", ["$0.00", "-$92,233,720,368,547,758.08", "$1,234.50"]],
    ["text", "Text", ["a", "ünïcödé 😀", "quote ' \" \\ $1 {,} NULL", "line\nbreak\ttab"]],
    ["varchar", "Varchar", ["x".repeat(5000)]],
    ["char", "Char", ["ab", "abcde"]],
    ["citext", "Citext", ["Ann", "ANN"]],
    ["name", "Name", ["x".repeat(63)]],
    ["uuid", "Uuid", ["0190b6a0-0000-7000-8000-000000000001"]],
    ["date", "Date", ["0001-01-01", "1969-12-31", "2024-02-29", "9999-12-31"].map(day)],
    ["date", "Date", [at("-004000-03-15T00:00:00Z"), at("+010000-01-01T00:00:00Z")]],
    ["time", "Time", ["00:00:00", "07:08:09.123456", "23:59:59.999999", "24:00:00"]],
    ["timetz", "Timetz", ["07:08:09.5+00", "23:59:59-08", "00:00:00+05:30", "01:02:03-15:59:59"]],
    [
      "timestamp",
      "Timestamp",
      ["0001-01-01T00:00:00Z", "2024-03-31T02:30:00.123Z", "9999-12-31T23:59:59.999Z"].map(at),
    ],
    [
      "timestamptz",
      "Timestamptz",
      [
        "-004712-01-01T00:00:00Z",
        "0001-01-01T00:00:00.001Z",
        "1883-11-18T12:00:00Z",
        "2024-03-31T02:30:00.123Z",
        "+275760-09-13T00:00:00Z",
      ].map(at),
    ],
    [
      "interval",
      "Interval",
      [
        new Interval({}),
        new Interval({ years: 1, months: -14, days: 40, hours: 30, milliseconds: 1.001 }),
        new Interval({ months: -1, days: 1, seconds: -1 }),
        new Interval({ years: 178_956_970, months: 7, days: 2 ** 31 - 1, hours: 2_562_047_788 }),
      ],
    ],
    ["json, jsonb", "Json", [{ b: 1, a: [1, null, "x"] }, [1, 2], "text", 1.5e300, false]],
    ["jsonb", "Jsonb", [{ b: 1, a: { "": {} } }, [], "NULL", 0.1 + 0.2, 2 ** 53 - 1, true]],
    ["bytea", "Bytea", [new Uint8Array(), Uint8Array.from({ length: 256 }, (_, index) => index)]],
    ["inet", "Inet", ["10.0.0.1", "10.0.0.0/8", "2001:db8::1"]],
    ["cidr", "Cidr", ["10.0.0.0/8", "2001:db8::/32"]],
    ["macaddr", "Macaddr", ["08:00:2b:01:02:03"]],
    ["macaddr8", "Macaddr8", ["08:00:2b:01:02:03:04:05"]],
    [
      "int4range",
      "Int4range",
      [new Range({ lower: 1, upper: 5 }), new Range<number>({}), Range.empty<number>()],
    ],
    ["int8range", "Int8range", [new Range({ lower: -(2n ** 63n) }), new Range({ upper: 0n })]],
    [
      "numrange",
      "Numrange",
      [
        new Range({ lower: "1.5", upper: "10.25", bounds: "(]" }),
        new Range({ lower: "9", upper: "10" }),
      ],
    ],
    ["tsrange", "Tsrange", [new Range({ lower: at("2024-01-01T00:00:00.001Z"), bounds: "()" })]],
    [
      "tstzrange",
      "Tstzrange",
      [new Range({ lower: at("0001-01-01T00:00:00Z"), upper: at("2024-06-01T00:00:00Z") })],
    ],
    ["daterange", "Daterange", [new Range({ lower: day("2024-01-01"), upper: day("2024-02-01") })]],
    [
      "multiranges",
      "Int4multirange",
      [[], [new Range({ lower: 1, upper: 3 }), new Range({ lower: 5 })]],
    ],
    ["multiranges", "Int8multirange", [[new Range({ lower: 1n, upper: 3n })]]],
    ["multiranges", "Nummultirange", [[new Range({ lower: "1.5", upper: "2", bounds: "[]" })]]],
    ["multiranges", "Tsmultirange", [[new Range({ upper: at("2024-01-01T00:00:00Z") })]]],
    [
      "multiranges",
      "Tstzmultirange",
      [
        [
          new Range({ upper: at("2024-01-01T00:00:00Z") }),
          new Range({ lower: at("2024-02-01T00:00:00Z") }),
        ],
      ],
    ],
    ["multiranges", "Datemultirange", [[new Range({ lower: day("2024-01-01") })]]],
    ["point", "Point", ["(1,2)", "(-1.5,1e+300)"]],
    ["line", "Line", ["{1,-1,0}"]],
    ["lseg", "Lseg", ["[(0,0),(1,1)]"]],
    ["box", "Box", ["(2,2),(0,0)"]],
    ["path", "Path", ["[(0,0),(1,1)]", "((0,0),(1,1))"]],
    ["polygon", "Polygon", ["((0,0),(1,1),(1,0))"]],
    ["circle", "Circle", ["<(0,0),5>"]],
    ["bit", "Bit", ["101"]],
    ["varbit", "Varbit", ["", "1"]],
    ["xml", "Xml", ["<a b=\"c\">d &amp; 'e'</a>"]],
    ["jsonpath", "Jsonpath", ['$."a"[*]?(@ > 1)']],
    ["ltree", "Ltree", ["top.science.x_1"]],
    ["hstore", "Hstore", [{}, { a: "1", 'b "c" \\ =>': null, __proto: "NULL", "": "" }]],
    ["native enum", "Mood", ["so_so"]],
    ["composite types", "Pair", ['(1,"a, (b)")', "(,)"]],
    ["composite types, geometry, anything else", "PgLsn", ["16/B374D848"]],
  ];

describe("a value of every type", () => {
  it.each(cases)("R-TYPE-1/%s, R-TYPE-2 %s is read as it was set", async (_, ending, values) => {
    const name = `a${ending}`;
    const em = database.newEm();
    const made = values.map((value) => em.create(Scalar, { [name]: value }));
    await em.flush();
    expect(made.map((each) => read(each, name))).toEqual(values);
    const found = await database.newEm().find(Scalar, {});
    expect(found.map((each) => read(each, name))).toEqual(values);
  });

  it.each(cases)(
    "R-TYPE-1/array of X, R-ARR-1 %s: a list of %s is read as it was set",
    async (_, ending, values) => {
      const name = `some${ending}`;
      const lists = [[...values], [], [null, ...values, null]];
      const em = database.newEm();
      const made = lists.map((list) => em.create(List, { [name]: list }));
      await em.flush();
      // JSON's own null cannot be told from NULL within an array.
      expect(made.map((each) => read(each, name))).toEqual(lists);
      const found = await database.newEm().find(List, {});
      expect(found.map((each) => read(each, name))).toEqual(lists);
      expect(Object.isFrozen(read(found[0]!, name))).toBe(true);
    },
  );

  it.each(cases)(
    "R-TYPE-1/%s, R-FIELD-7 setting %s again changes nothing",
    async (_, ending, values) => {
      const name = `a${ending}`;
      const em = database.newEm();
      em.create(Scalar, { [name]: values[0] });
      await em.flush();
      const [scalar] = await database.newEm().find(Scalar, {});
      scalar!.set({ [name]: values[0] });
      expect(scalar!.isDirtyEntity).toBe(false);
      scalar!.set({ [name]: undefined });
      expect([scalar!.isDirtyEntity, read(scalar!, name)]).toEqual([true, undefined]);
      await scalar!.em.flush();
      const [again] = await database.newEm().find(Scalar, {});
      expect(read(again!, name)).toBe(undefined);
    },
  );
});

function read(entity: Scalar | List, name: string): unknown {
  return entity[name as keyof typeof entity];
}
