// An interval as Postgres keeps it: months, days and a time apart, since a month has no fixed number of days and a day no
// fixed number of hours.
import { InvalidValueError } from "../../errors/InvalidValueError.ts";
import { parseInterval } from "./parseInterval.ts";

export interface IntervalParts {
  readonly years?: number | undefined;
  readonly months?: number | undefined;
  readonly days?: number | undefined;
  readonly hours?: number | undefined;
  readonly minutes?: number | undefined;
  readonly seconds?: number | undefined;
  readonly milliseconds?: number | undefined;
}

const maxInt = 2 ** 31 - 1;
const microsecondsPerHour = 3_600_000_000n;
const maxMicroseconds = 2n ** 63n - 1n;

/**
 * A Postgres `interval`. Parts are brought into the form in which Postgres prints them: 14 months are 1 year and 2 months,
 * 90 minutes are 1 hour and 30 minutes; days never become months, nor hours days. Milliseconds have up to three decimals.
 *
 * @example
 * new Interval({ months: 14, minutes: 90 }).toString(); // "P1Y2MT1H30M"
 * Interval.from("3 days 04:05:06").hours; // 4
 * @throws InvalidValueError (`INVALID_VALUE`) for parts that no interval has
 */
export class Interval {
  readonly years: number;
  readonly months: number;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly milliseconds: number;

  constructor(parts: IntervalParts) {
    const months = whole("years", parts.years) * 12 + whole("months", parts.months);
    const days = whole("days", parts.days);
    if (Math.abs(months) > maxInt) throw refused("has too many months");
    if (Math.abs(days) > maxInt) throw refused("has too many days");
    let time = microsecondsOf(parts);
    if (time > maxMicroseconds || time < -maxMicroseconds) throw refused("has too many hours");
    const sign = time < 0n ? -1 : 1;
    if (time < 0n) time = -time;
    const rest = Number(time % microsecondsPerHour);
    const inMinute = rest % 60_000_000;
    this.years = Math.trunc(months / 12) + 0;
    this.months = (months % 12) + 0;
    this.days = days + 0;
    this.hours = Number(time / microsecondsPerHour) * sign + 0;
    this.minutes = Math.trunc(rest / 60_000_000) * sign + 0;
    this.seconds = Math.trunc(inMinute / 1_000_000) * sign + 0;
    this.milliseconds = ((inMinute % 1_000_000) / 1000) * sign + 0;
    Object.freeze(this);
  }

  /**
   * From ISO 8601 (`P1Y2M3DT4H5M6.789S`), Postgres' text (`1 year 2 mons 3 days 04:05:06.789`) or parts.
   * @throws InvalidValueError (`INVALID_VALUE`)
   */
  static from(value: string | IntervalParts): Interval {
    if (typeof value !== "string") return value instanceof Interval ? value : new Interval(value);
    const parts = parseInterval(value);
    if (parts === undefined) throw refused('is no interval such as "P1DT2H" or "1 day 02:00:00"');
    return new Interval(parts);
  }

  /** The same parts; 30 days are not a month, whatever Postgres' `=` says. */
  equals(other: Interval): boolean {
    return (
      this.years === other.years &&
      this.months === other.months &&
      this.days === other.days &&
      this.hours === other.hours &&
      this.minutes === other.minutes &&
      this.seconds === other.seconds &&
      this.milliseconds === other.milliseconds
    );
  }

  /** ISO 8601: `P1Y2M3DT4H5M6.789S`, `PT0S`. */
  toString(): string {
    const date = `${part(this.years, "Y")}${part(this.months, "M")}${part(this.days, "D")}`;
    const seconds = this.#seconds();
    const time = `${part(this.hours, "H")}${part(this.minutes, "M")}${seconds === "0" ? "" : `${seconds}S`}`;
    if (date === "" && time === "") return "PT0S";
    return `P${date}${time === "" ? "" : `T${time}`}`;
  }

  /** As Postgres prints it: `1 year 2 mons 3 days 04:05:06.789`. */
  toPostgres(): string {
    const words = [word(this.years, "year"), word(this.months, "mon"), word(this.days, "day")];
    const hasTime = this.hours || this.minutes || this.seconds || this.milliseconds;
    const date = words.filter((each) => each !== "").join(" ");
    if (!hasTime && date !== "") return date;
    const sign = [this.hours, this.minutes, this.seconds, this.milliseconds].some(
      (each) => each < 0,
    )
      ? "-"
      : "";
    const [seconds = "0", fraction] = this.#seconds().replace("-", "").split(".");
    const clock = [Math.abs(this.hours), Math.abs(this.minutes), seconds]
      .map((each) => String(each).padStart(2, "0"))
      .join(":");
    return `${date}${date === "" ? "" : " "}${sign}${clock}${fraction === undefined ? "" : `.${fraction}`}`;
  }

  toJSON(): string {
    return this.toString();
  }

  /** Seconds with their fraction: `-6.789`. */
  #seconds(): string {
    const microseconds = Math.round(this.milliseconds * 1000);
    const isNegative = this.seconds < 0 || microseconds < 0;
    const fraction = String(Math.abs(microseconds)).padStart(6, "0").replace(/0+$/, "");
    const text = `${Math.abs(this.seconds)}${fraction === "" ? "" : `.${fraction}`}`;
    return isNegative ? `-${text}` : text;
  }
}

function microsecondsOf({ hours, minutes, seconds = 0, milliseconds = 0 }: IntervalParts): bigint {
  const small = Math.round(seconds * 1_000_000);
  const smaller = Math.round(milliseconds * 1000);
  if (!Number.isSafeInteger(small)) throw refused("has seconds that are no number");
  if (!Number.isSafeInteger(smaller)) throw refused("has milliseconds that are no number");
  return (
    BigInt(whole("hours", hours)) * microsecondsPerHour +
    BigInt(whole("minutes", minutes)) * 60_000_000n +
    BigInt(small) +
    BigInt(smaller)
  );
}

function whole(name: string, value = 0): number {
  if (!Number.isSafeInteger(value)) throw refused(`has ${name} that are no whole number`);
  return value;
}

function refused(reason: string): InvalidValueError {
  return new InvalidValueError({ entity: "Interval", reason });
}

function part(value: number, unit: string): string {
  return value === 0 ? "" : `${value}${unit}`;
}

function word(value: number, unit: string): string {
  if (value === 0) return "";
  return `${value} ${unit}${value === 1 ? "" : "s"}`;
}
