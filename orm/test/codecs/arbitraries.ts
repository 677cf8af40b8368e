// Values of every type of column, as fast-check makes them: in the form in which Postgres gives them back, where it has one.
import fc from "fast-check";
import { Interval, Range } from "kingpost";

const earliest = Date.UTC(-4712, 0, 1);
const latest = 8.64e15;
const dayMs = 86_400_000;

const instant = fc
  .oneof(
    fc.integer({ min: earliest, max: latest }),
    // Most of them where time zones had rules of their own.
    fc.integer({ min: Date.UTC(1850, 0, 1), max: Date.UTC(2060, 0, 1) }),
  )
  .map((time) => new Date(time));
const day = instant.map((date) => new Date(Math.floor(date.getTime() / dayMs) * dayMs));
const text = fc.string({ unit: "binary" });
const plainText = fc.string({ unit: "grapheme" });

/** A column that can be NULL takes `null` for that. */
const json = fc.jsonValue().filter((value) => value !== null);

const numeric = fc
  .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.nat({ max: 40 }))
  .map(([digits, scale]) => {
    const plain = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
    const point = plain.length - scale;
    const fraction = scale === 0 ? "" : `.${plain.slice(point)}`;
    return `${digits < 0n ? "-" : ""}${plain.slice(0, point)}${fraction}`;
  });

const two = (value: number): string => String(value).padStart(2, "0");
const time = fc.nat({ max: dayMs * 1000 }).map((microseconds) => {
  const seconds = Math.floor(microseconds / 1e6);
  const fraction = String(microseconds % 1e6)
    .padStart(6, "0")
    .replace(/0+$/, "");
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${clock.map(two).join(":")}${fraction === "" ? "" : `.${fraction}`}`;
});
const offset = fc.integer({ min: -57_599, max: 57_599 }).map((seconds) => {
  const size = Math.abs(seconds);
  const parts = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60].map(two);
  while (parts.length > 1 && parts.at(-1) === "00") parts.pop();
  return `${seconds < 0 ? "-" : "+"}${parts.join(":")}`;
});

const interval = fc
  .record({
    months: fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 }),
    days: fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 }),
    hours: fc.integer({ min: -2_562_047_000, max: 2_562_047_000 }),
    seconds: fc.integer({ min: -1e6, max: 1e6 }),
    microseconds: fc.integer({ min: -1e6, max: 1e6 }),
  })
  .map(
    ({ microseconds, ...parts }) => new Interval({ ...parts, milliseconds: microseconds / 1000 }),
  );

/** Bounds in order; what Postgres would bring into another form is brought there when it is set. */
function range<T>(
  element: fc.Arbitrary<T>,
  compare: (a: T, b: T) => number,
): fc.Arbitrary<Range<T>> {
  return fc
    .record({
      lower: fc.option(element, { nil: undefined }),
      upper: fc.option(element, { nil: undefined }),
      bounds: fc.constantFrom("[)" as const, "[]" as const, "()" as const, "(]" as const),
      empty: fc.nat({ max: 9 }).map((value) => value === 0),
    })
    .map((parts) => {
      const { lower, upper } = parts;
      const isTurned = lower !== undefined && upper !== undefined && compare(lower, upper) > 0;
      return new Range<T>(isTurned ? { ...parts, lower: upper, upper: lower } : parts);
    });
}

const byNumber = (a: number | bigint | Date, b: number | bigint | Date): number =>
  a < b ? -1 : a > b ? 1 : 0;
const int4 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const int8 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const cents = fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n });
/** Whole, so that the two ends are easy to put in order. */
const wholeNumeric = fc.integer().map(String);
const int4range = range(int4, byNumber);
const int8range = range(int8, byNumber);
const numrange = range(wholeNumeric, (a, b) => Number(a) - Number(b));
const tsrange = range(instant, byNumber);
const daterange = range(day, byNumber);
const multi = <T>(each: fc.Arbitrary<Range<T>>): fc.Arbitrary<Array<Range<T>>> =>
  fc.array(each, { maxLength: 5 });

const coordinate = fc.integer({ min: -1e6, max: 1e6 }).map((value) => value / 8);
const point = fc.tuple(coordinate, coordinate).map(([x, y]) => `(${x},${y})`);
const byte = fc.nat({ max: 255 }).map((value) => value.toString(16).padStart(2, "0"));
const bits = (length: number | undefined): fc.Arbitrary<string> =>
  fc
    .array(
      fc.constantFrom("0", "1"),
      length === undefined ? {} : { minLength: length, maxLength: length },
    )
    .map((each) => each.join(""));

/** By the ending of the field's name. */
export const arbitraries: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  Boolean: fc.boolean(),
  Smallint: fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 }),
  Integer: int4,
  Oid: fc.nat({ max: 2 ** 32 - 1 }),
  Bigint: int8,
  Real: fc.float(),
  Double: fc.double(),
  Numeric: numeric,
  Money: cents.map((value) => {
    const digits = String(value < 0n ? -value : value).padStart(3, "0");
    const whole = digits.slice(0, -2).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
    return `${value < 0n ? "-" : ""}$${whole}.${digits.slice(-2)}`;
  }),
  Text: text,
  Varchar: plainText,
  Char: fc.string({ unit: "grapheme-ascii", maxLength: 5 }),
  Citext: plainText,
  Name: text,
  Uuid: fc.uuid(),
  Date: day,
  Time: time,
  Timetz: fc.tuple(time, offset).map(([clock, zone]) => clock + zone),
  Timestamp: instant,
  Timestamptz: instant,
  Interval: interval,
  Json: json,
  Jsonb: json,
  Bytea: fc.uint8Array(),
  Inet: fc.ipV4(),
  Cidr: fc.ipV4().map((address) => `${address}/32`),
  Macaddr: fc.array(byte, { minLength: 6, maxLength: 6 }).map((bytes) => bytes.join(":")),
  Macaddr8: fc.array(byte, { minLength: 8, maxLength: 8 }).map((bytes) => bytes.join(":")),
  Int4range: int4range,
  Int8range: int8range,
  Numrange: numrange,
  Tsrange: tsrange,
  Tstzrange: tsrange,
  Daterange: daterange,
  Int4multirange: multi(int4range),
  Int8multirange: multi(int8range),
  Nummultirange: multi(numrange),
  Tsmultirange: multi(tsrange),
  Tstzmultirange: multi(tsrange),
  Datemultirange: multi(daterange),
  Point: point,
  Circle: fc.tuple(point, fc.nat()).map(([center, radius]) => `<${center},${radius}>`),
  Polygon: fc.array(point, { minLength: 1, maxLength: 5 }).map((points) => `(${points.join(",")})`),
  Bit: bits(3),
  Varbit: bits(undefined),
  Ltree: fc
    .array(fc.stringMatching(/^\w{1,9}$/), { maxLength: 4 })
    .map((labels) => labels.join(".")),
  Hstore: fc.dictionary(plainText, fc.option(plainText, { nil: null })),
  Mood: fc.constantFrom("happy", "so_so", "sad"),
};
