// Dates and times as Temporal, with the microseconds of Postgres.
import {
  BaseEntity,
  createDomain,
  type Domain,
  EntityManager,
  field,
  Range,
  setField,
} from "kingpost";
import { maybeRequireTemporal, requireTemporal, Temporal } from "kingpost/temporal";
import { describe, expect, it } from "vitest";
import { domain as plainDomain } from "../schema/entities/codegen/domain.ts";
import { schema } from "../schema/entities/codegen/schema.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

class Scalar extends BaseEntity {
  static readonly tagName: string = "s";
}

/** The tables of the tests, read with Temporal. */
function temporalDomain(timeZone: string): Domain {
  return createDomain({
    schema: {
      ...schema,
      settings: { ...schema.settings, temporal: { timeZone } },
      entities: { Scalar: schema.entities["Scalar"]! },
    },
    entities: () => ({ Scalar }),
    enums: () => plainDomain.enums,
  });
}

const domain = temporalDomain("America/New_York");
const newEm = (): EntityManager => new EntityManager(domain, {}, database.driver);
const { PlainDate, PlainTime, PlainDateTime, ZonedDateTime, Duration, Instant } = Temporal;

const zoned = (text: string): Temporal.ZonedDateTime =>
  Instant.from(text).toZonedDateTimeISO("America/New_York");

const cases: ReadonlyArray<readonly [row: string, field: string, values: ReadonlyArray<unknown>]> =
  [
    [
      "date",
      "aDate",
      ["-004712-01-01", "-000043-03-15", "0001-01-01", "2024-02-29", "+010000-01-01"].map((text) =>
        PlainDate.from(text),
      ),
    ],
    ["time", "aTime", ["00:00", "07:08:09.123456"].map((text) => PlainTime.from(text))],
    [
      "timestamp",
      "aTimestamp",
      ["-000043-03-15T01:02:03", "2024-03-10T02:30:00.123456", "9999-12-31T23:59:59.999999"].map(
        (text) => PlainDateTime.from(text),
      ),
    ],
    [
      "timestamptz",
      "aTimestamptz",
      [
        "0001-01-01T00:00:00.000001Z",
        "1883-11-18T17:00:00Z",
        "2024-11-03T05:30:00.123456Z",
        "2024-11-03T06:30:00.123456Z",
        "9999-12-31T23:59:59.999999Z",
      ].map(zoned),
    ],
    [
      "interval",
      "aInterval",
      ["PT0S", "P1Y2M3DT4H5M6.789012S", "-P1MT1S"].map((text) => Duration.from(text)),
    ],
    [
      "daterange",
      "aDaterange",
      [new Range({ lower: PlainDate.from("2024-01-01"), upper: PlainDate.from("2024-02-01") })],
    ],
    [
      "tsrange",
      "aTsrange",
      [new Range({ lower: PlainDateTime.from("2024-01-01T00:00:00.000001"), bounds: "()" })],
    ],
    ["tstzrange", "aTstzrange", [new Range({ upper: zoned("2024-01-01T00:00:00.000001Z") })]],
    [
      "multiranges",
      "aTstzmultirange",
      [[new Range({ lower: zoned("2024-01-01T00:00:00.000001Z") })]],
    ],
  ];

describe("Temporal", () => {
  it.each(cases)(
    "R-TYPE-7, R-TYPE-2, R-TYPE-1/%s with temporal: %s is read as it was set",
    async (_, name, values) => {
      const em = newEm();
      const made = values.map((value) => em.create(Scalar, { [name]: value } as never));
      await em.flush();
      expect(made.map((each) => shown(read(each, name)))).toEqual(values.map(shown));
      const found = await newEm().find(Scalar, {} as never);
      expect(found.map((each) => shown(read(each, name)))).toEqual(values.map(shown));
      // R-FIELD-7: the same value is no change.
      for (const [at, each] of found.entries()) setField(each, name, values[at]);
      expect(found.map(({ isDirtyEntity }) => isDirtyEntity)).toEqual(values.map(() => false));
    },
  );

  it("R-TYPE-7 an instant is shown in the domain's time zone, whatever zone it was given in", async () => {
    const em = newEm();
    const given = Instant.from("2024-06-01T12:00:00Z").toZonedDateTimeISO("Asia/Kolkata");
    const one = em.create(Scalar, { aTimestamptz: given } as never);
    expect(String(read(one, "aTimestamptz"))).toBe("2024-06-01T08:00:00-04:00[America/New_York]");
    await em.flush();
    const other = new EntityManager(temporalDomain("UTC"), {}, database.driver);
    const [found] = await other.find(Scalar, {} as never);
    expect(String(read(found!, "aTimestamptz"))).toBe("2024-06-01T12:00:00+00:00[UTC]");
  });

  it("R-TYPE-7, R-TYPE-4 filters take values of Temporal with all of their digits", async () => {
    const em = newEm();
    em.create(Scalar, { aTimestamptz: zoned("2024-06-01T12:00:00.000001Z") } as never);
    await em.flush();
    const count = async (text: string): Promise<number> =>
      (await newEm().find(Scalar, { aTimestamptz: zoned(text) } as never)).length;
    expect(await count("2024-06-01T12:00:00.000001Z")).toBe(1);
    expect(await count("2024-06-01T12:00:00.000002Z")).toBe(0);
  });

  it("R-TYPE-7, R-FIELD-5 createdAt and updatedAt are of Temporal too", async () => {
    const em = newEm();
    const one = em.create(Scalar, {} as never);
    expect(read(one, "createdAt")).toBeInstanceOf(ZonedDateTime);
    await em.flush();
    setField(one, "aInteger", 1);
    await em.flush();
    expect(
      ZonedDateTime.compare(
        read(one, "updatedAt") as Temporal.ZonedDateTime,
        read(one, "createdAt") as Temporal.ZonedDateTime,
      ),
    ).toBeGreaterThanOrEqual(0);
  });

  it.each([
    ["aDate", new Date(0), "is not a Temporal.PlainDate"],
    ["aTimestamptz", new Date(0), "is not a Temporal.ZonedDateTime"],
    [
      "aDate",
      PlainDate.from("-004713-11-23"),
      "is before 4714 BC, where Postgres' calendar begins",
    ],
    [
      "aTime",
      PlainTime.from("00:00:00.000000001"),
      "has nanoseconds, and Postgres keeps microseconds",
    ],
    ["aInterval", "1 mon -1 day", "is beyond what both Postgres and Temporal can hold"],
  ])("R-TYPE-7 %s refuses what it cannot keep: %s", (name, value, reason) => {
    expect(() => newEm().create(Scalar, { [name]: value } as never)).toThrow(
      `Scalar#1.${name} ${reason}`,
    );
  });

  it("R-TYPE-7 what Postgres holds and Temporal does not is an error that names the field", async () => {
    const em = newEm();
    em.create(Scalar, {} as never);
    await em.flush();
    await database.query(
      "UPDATE scalars SET a_date = 'infinity', a_time = '24:00:00', a_interval = '1 mon -1 day', a_timestamptz = '294276-01-01Z'",
    );
    const [one] = await newEm().find(Scalar, {} as never);
    const messages = ["aDate", "aTime", "aInterval", "aTimestamptz"].map((name) => {
      try {
        return read(one!, name);
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(messages).toEqual([
      "Scalar:1.aDate cannot be read as date: infinity is not a date or time that Temporal can hold",
      "Scalar:1.aTime cannot be read as time without time zone: 24:00:00 is not a time that Temporal can hold",
      "Scalar:1.aInterval cannot be read as interval: 1 mon -1 days is beyond what Temporal can hold",
      expect.stringMatching(
        /^Scalar:1.aTimestamptz cannot be read as timestamptz: 29427[56]-.* is beyond what Temporal can hold$/,
      ),
    ]);
  });

  it("R-TYPE-7 is the platform's, or the polyfill's", () => {
    expect(requireTemporal()).toBe(Temporal);
    expect(maybeRequireTemporal()).toBe(Temporal);
    const own = globalThis as { Temporal?: unknown };
    const before = own.Temporal;
    const mark = {};
    own.Temporal = mark;
    try {
      expect(requireTemporal()).toBe(mark);
    } finally {
      if (before === undefined) delete own.Temporal;
      else own.Temporal = before;
    }
  });
});

function read(entity: object, name: string): unknown {
  return field(entity as BaseEntity, name);
}

/** Values of Temporal have no members that a comparison would see. */
function shown(value: unknown): unknown {
  return Array.isArray(value) ? value.map(String) : String(value);
}
