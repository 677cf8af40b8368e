// Dates and times as Temporal has them, with the microseconds of Postgres.
import type { Temporal } from "temporal-spec";
import type { Codec } from "../Codec.ts";
import { Interval } from "../values/Interval.ts";
import { type DateTimeParts, parseDateTime } from "../values/parseDateTime.ts";
import { intervalCodec } from "./intervalCodec.ts";

export interface TemporalCodecs {
  readonly date: Codec<Temporal.PlainDate>;
  readonly time: Codec<Temporal.PlainTime>;
  readonly timestamp: Codec<Temporal.PlainDateTime>;
  readonly timestamptz: Codec<Temporal.ZonedDateTime>;
  readonly interval: Codec<Temporal.Duration>;
}

/** Whose Temporal is used, and the time zone in which instants are shown. */
export interface TemporalOptions {
  readonly Temporal: typeof Temporal;
  readonly timeZone: string;
}

export function temporalCodecs(options: TemporalOptions): TemporalCodecs {
  const { timeZone } = options;
  const { PlainDate, PlainTime, PlainDateTime, ZonedDateTime, Duration, Instant } =
    options.Temporal;

  const date: Codec<Temporal.PlainDate> = {
    type: "date",
    isText: false,
    decode: (text) => {
      const { year, month, day } = parseDateTime(text);
      return within(text, () => new PlainDate(year, month, day));
    },
    encode: (value) => printDate(value.withCalendar("iso8601")),
    equals: (a, b) => a.equals(b),
    refuse: (value) => {
      if (!isOf(value, "PlainDate")) return "is not a Temporal.PlainDate";
      return refuseEarly(value as Temporal.PlainDate);
    },
    keep: (value) => PlainDate.from(value).withCalendar("iso8601"),
    ofInstant: (instant) =>
      Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDate(),
  };

  const time: Codec<Temporal.PlainTime> = {
    type: "time without time zone",
    isText: false,
    decode: (text) => {
      if (text === "24:00:00") throw new TypeError("24:00:00 is not a time that Temporal can hold");
      return PlainTime.from(text);
    },
    encode: (value) => value.toString(),
    equals: (a, b) => a.equals(b),
    refuse: (value) => {
      if (!isOf(value, "PlainTime")) return "is not a Temporal.PlainTime";
      return refuseNanoseconds(value as Temporal.PlainTime);
    },
    keep: (value) => PlainTime.from(value),
  };

  const timestamp: Codec<Temporal.PlainDateTime> = {
    type: "timestamp",
    isText: false,
    decode: (text) => {
      const parts = parseDateTime(text);
      return within(text, () => PlainDateTime.from(parts));
    },
    encode: (value) => printDateTime(value.withCalendar("iso8601")),
    equals: (a, b) => a.equals(b),
    refuse: (value) => {
      if (!isOf(value, "PlainDateTime")) return "is not a Temporal.PlainDateTime";
      const given = value as Temporal.PlainDateTime;
      return refuseEarly(given) ?? refuseNanoseconds(given);
    },
    keep: (value) => PlainDateTime.from(value).withCalendar("iso8601"),
    ofInstant: (instant) =>
      Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO("UTC").toPlainDateTime(),
  };

  const zoned = (instant: Temporal.Instant): Temporal.ZonedDateTime =>
    instant.toZonedDateTimeISO(timeZone);
  const timestamptz: Codec<Temporal.ZonedDateTime> = {
    type: "timestamptz",
    isText: false,
    decode: (text) => {
      const parts = parseDateTime(text);
      return within(text, () => new ZonedDateTime(nanosecondsOf(parts), timeZone));
    },
    encode: (value) => {
      const utc = value.toInstant().toZonedDateTimeISO("UTC").toPlainDateTime();
      return printDateTime(utc, "Z");
    },
    equals: (a, b) => a.epochNanoseconds === b.epochNanoseconds,
    refuse: (value) => {
      if (!isOf(value, "ZonedDateTime")) return "is not a Temporal.ZonedDateTime";
      const given = (value as Temporal.ZonedDateTime).toInstant().toZonedDateTimeISO("UTC");
      return refuseEarly(given) ?? refuseNanoseconds(given);
    },
    // In the one time zone, so that an instant looks the same before and after it was stored.
    keep: (value) => zoned(Instant.fromEpochNanoseconds(value.epochNanoseconds)),
    ofInstant: (instant) => zoned(Instant.fromEpochMilliseconds(instant.getTime())),
  };

  const toDuration = (value: Interval): Temporal.Duration => {
    const { years, months, days, hours, minutes, seconds, milliseconds } = value;
    const whole = Math.trunc(milliseconds);
    const microseconds = Math.round((milliseconds - whole) * 1000);
    return new Duration(years, months, 0, days, hours, minutes, seconds, whole, microseconds);
  };
  const interval: Codec<Temporal.Duration> = {
    type: "interval",
    isText: false,
    decode: (text) => {
      const value = intervalCodec.decode(text);
      return within(text, () => toDuration(value));
    },
    encode: (value) => toInterval(value).toPostgres(),
    equals: (a, b) => toInterval(a).equals(toInterval(b)),
    refuse: (value) => {
      if (typeof value === "string") {
        const reason = intervalCodec.refuse(value);
        return reason ?? reasonOf(() => toDuration(Interval.from(value)));
      }
      if (!isOf(value, "Duration")) return "is not a Temporal.Duration";
      const given = value as Temporal.Duration;
      return (
        refuseNanoseconds({ nanosecond: given.nanoseconds }) ?? reasonOf(() => toInterval(given))
      );
    },
    keep: (value) =>
      toDuration(typeof value === "string" ? Interval.from(value) : toInterval(value)),
  };

  return { date, time, timestamp, timestamptz, interval };
}

function toInterval(value: Temporal.Duration): Interval {
  return new Interval({
    years: value.years,
    months: value.months,
    days: value.weeks * 7 + value.days,
    hours: value.hours,
    minutes: value.minutes,
    seconds: value.seconds,
    milliseconds: value.milliseconds + value.microseconds / 1000,
  });
}

/** By its name, since the platform's Temporal and a polyfill may be in one program. */
function isOf(value: unknown, name: string): boolean {
  return Object.prototype.toString.call(value) === `[object Temporal.${name}]`;
}

/** Temporal says by a RangeError what is beyond it; a codec says it by a TypeError that names the text. */
function within<T>(text: string, make: () => T): T {
  try {
    return make();
  } catch {
    throw new TypeError(`${text} is beyond what Temporal can hold`);
  }
}

function reasonOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch {
    return "is beyond what both Postgres and Temporal can hold";
  }
}

/** Postgres' calendar begins on day 0 of the Julian day numbers, 24 November -4713. */
function refuseEarly(
  value: Pick<Temporal.PlainDate, "year" | "month" | "day">,
): string | undefined {
  const { year, month, day } = value;
  const isEarly = year < -4713 || (year === -4713 && (month < 11 || (month === 11 && day < 24)));
  return isEarly ? "is before 4714 BC, where Postgres' calendar begins" : undefined;
}

function refuseNanoseconds({ nanosecond }: { readonly nanosecond: number }): string | undefined {
  return nanosecond === 0 ? undefined : "has nanoseconds, and Postgres keeps microseconds";
}

/** A day in the year -4713 is beyond `Date.UTC`'s short years, not beyond a Date. */
function nanosecondsOf(parts: DateTimeParts): bigint {
  const { year, month, day, hour, minute, second, millisecond, microsecond, offset } = parts;
  const date = new Date(Date.UTC(2000, month - 1, day, hour, minute, second, millisecond));
  date.setUTCFullYear(year, month - 1, day);
  const milliseconds = BigInt(date.getTime() - offset);
  return (milliseconds * 1000n + BigInt(microsecond)) * 1000n;
}

function printDate({ year, month, day }: Temporal.PlainDate): string {
  return `${printDay(year, month, day)}${year > 0 ? "" : " BC"}`;
}

function printDateTime(value: Temporal.PlainDateTime, zone = ""): string {
  const { year, month, day } = value;
  const clock = value.toPlainTime().toString();
  return `${printDay(year, month, day)} ${clock}${zone}${year > 0 ? "" : " BC"}`;
}

function printDay(year: number, month: number, day: number): string {
  const digits = String(year > 0 ? year : 1 - year).padStart(4, "0");
  return `${digits}-${two(month)}-${two(day)}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
