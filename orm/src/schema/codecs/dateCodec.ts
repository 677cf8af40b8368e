// date, timestamp and timestamptz as Date. Dates and timestamps without a zone are read and written as UTC, so that the
// zone of the process never shifts them. Microseconds stay in the row's text, which locks and cursors use.
import type { Codec } from "../Codec.ts";
import { digitsAt } from "../values/digitsAt.ts";

export function dateCodec(type: "date" | "timestamp" | "timestamptz"): Codec<Date> {
  return {
    type,
    isText: false,
    decode: type === "date" ? decodeDate : decodeTimestamp,
    decodeBytes: type === "date" ? dateAt : timestampAt,
    encode: type === "date" ? encodeDate : encodeTimestamp,
    equals: (a, b) => a.getTime() === b.getTime(),
    refuse: (value) => {
      if (!(value instanceof Date)) return "is not a Date";
      const time = value.getTime();
      if (Number.isNaN(time)) return "is an invalid Date";
      return time < earliest ? "is before 4714 BC, where Postgres' calendar begins" : undefined;
    },
    keep: type === "date" ? dayOf : (value) => new Date(value),
    ofInstant: (instant) => instant,
  };
}

/** 24 November of the year -4713, the day 0 of Julian day numbers. */
const earliest = Date.UTC(-4713, 10, 24);

/** A date has no time of day: what is kept is what will be read back. */
function dayOf(value: Date): Date {
  return new Date(new Date(value).setUTCHours(0, 0, 0, 0));
}

const datePattern = /^(\d{4,})-(\d\d)-(\d\d)( BC)?$/;

function decodeDate(text: string): Date {
  // Digits at fixed places, as almost all dates are.
  if (text.length === 10 && text.charCodeAt(4) === 45) {
    const year = two(text, 0) * 100 + two(text, 2);
    const time = Date.UTC(year, two(text, 5) - 1, two(text, 8));
    if (year >= 100 && !Number.isNaN(time)) return new Date(time);
  }
  const match = datePattern.exec(text);
  if (match === null) throw new TypeError(`${text} is not a date that a Date can hold`);
  const date = utc(match[4], Number(match[1]), Number(match[2]), Number(match[3]), 0, 0, 0, 0);
  if (Number.isNaN(date.getTime())) throw new TypeError(`${text} is beyond what a Date can hold`);
  return date;
}

const zero = 48;

/**
 * Postgres prints timestamps in one form under `DateStyle ISO`, `2024-05-06 07:08:09.123456+02`; digits at fixed places
 * are several times cheaper to read than a pattern.
 */
function decodeTimestamp(text: string): Date {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(19) === 32) return decodeRareTimestamp(text);
  const year = two(text, 0) * 100 + two(text, 2);
  let position = 19;
  let milliseconds = 0;
  if (text.charCodeAt(position) === 46) {
    let scale = 100;
    for (position++; position < text.length; position++) {
      const digit = text.charCodeAt(position) - zero;
      if (digit < 0 || digit > 9) break;
      milliseconds += digit * scale;
      scale /= 10;
    }
  }
  const time = Date.UTC(
    year,
    two(text, 5) - 1,
    two(text, 8),
    two(text, 11),
    two(text, 14),
    two(text, 17),
    Math.floor(milliseconds),
  );
  const offset = position === text.length ? 0 : offsetOf(text.slice(position));
  if (year < 100 || Number.isNaN(time) || Number.isNaN(offset)) return decodeRareTimestamp(text);
  return new Date(time - offset);
}

function two(text: string, at: number): number {
  return (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero;
}

/** `+02`, `+05:30` or `-00:44:30` in milliseconds; NaN for anything else. */
function offsetOf(text: string): number {
  if (text === "+00" || text === "Z") return 0;
  const match = /^([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?$/.exec(text);
  if (match === null) return Number.NaN;
  const seconds = Number(match[2]) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
  return (match[1] === "-" ? -seconds : seconds) * 1000;
}

const rarePattern =
  /^(\d{4,})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d(?::\d\d)?(?::\d\d)?)?( BC)?$/;

/** Years beyond four digits and before our era. */
function decodeRareTimestamp(text: string): Date {
  const match = rarePattern.exec(text);
  if (match === null) throw new TypeError(`${text} is not a time that a Date can hold`);
  const [, year, month, day, hour, minute, second, fraction = "0", offset = "+00", bc] = match;
  const milliseconds = Math.floor(Number(`0.${fraction}`) * 1000);
  const date = utc(
    bc,
    Number(year),
    Number(month),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    milliseconds,
  );
  const result = new Date(date.getTime() - offsetOf(offset));
  if (Number.isNaN(result.getTime())) throw new TypeError(`${text} is beyond what a Date can hold`);
  return result;
}

/** `Date.UTC` takes the years 0 to 99 for 1900 to 1999; setting the year afterwards does not. */
function utc(
  bc: string | undefined,
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  millisecond: number,
): Date {
  const date = new Date(Date.UTC(2000, month - 1, day, hour, minute, second, millisecond));
  date.setUTCFullYear(bc === undefined ? year : 1 - year, month - 1, day);
  return date;
}

/** `2024-05-06`; other forms are rare. */
function dateAt(bytes: Uint8Array, start: number, end: number): Date | undefined {
  return end - start === 10 ? dateOf(dayAt(bytes, start)) : undefined;
}

/** `2024-05-06 07:08:09.123456+00`, or without a zone; others are rare, and the session's zone is UTC. */
function timestampAt(bytes: Uint8Array, start: number, end: number): Date | undefined {
  if (end - start < 19) return undefined;
  let at = start + 19;
  let milliseconds = 0;
  if (bytes[at] === 46) {
    const first = ++at;
    while (at < end && isDigit(bytes[at]!)) at++;
    const digits = Math.min(at - first, 3);
    milliseconds = digitsAt(bytes, first, first + digits) * 10 ** (3 - digits);
  }
  const isUtc = bytes[at] === 43 && bytes[at + 1] === 48 && bytes[at + 2] === 48;
  if (at !== end && !(isUtc && at + 3 === end)) return undefined;
  if (bytes[start + 13] !== 58 || bytes[start + 16] !== 58) return undefined;
  const hour = digitsAt(bytes, start + 11, start + 13);
  const minute = digitsAt(bytes, start + 14, start + 16);
  const second = digitsAt(bytes, start + 17, start + 19);
  const time = ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
  return dateOf(dayAt(bytes, start) + time);
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

function dateOf(time: number): Date | undefined {
  return Number.isNaN(time) ? undefined : new Date(time);
}

/** `2024-05-06` as the time at which that day begins; NaN for what is no such text. */
function dayAt(bytes: Uint8Array, start: number): number {
  if (bytes[start + 4] !== 45 || bytes[start + 7] !== 45) return Number.NaN;
  const year = digitsAt(bytes, start, start + 4);
  const month = digitsAt(bytes, start + 5, start + 7);
  const day = digitsAt(bytes, start + 8, start + 10);
  if (!(month >= 1 && month <= 12)) return Number.NaN;
  // By hand, since `Date.UTC` takes as long as all the rest. Years are counted from March, so that leap days come last.
  const marchYear = month > 2 ? year : year - 1;
  const leapDays =
    Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return (marchYear * 365 + leapDays + dayOfYear - daysBefore1970) * 86_400_000;
}

/** From the first of March of the year 0. */
const daysBefore1970 = 719_468;

function encodeDate(value: Date): string {
  return encodeTimestamp(value).replace(/T[\d:.]+Z/, "");
}

/** ISO 8601, which Postgres reads for the years that have four digits; others need their era spelled out. */
function encodeTimestamp(value: Date): string {
  const year = value.getUTCFullYear();
  if (year >= 1_000 && year <= 9_999) return isoText(value, year);
  const iso = value.toISOString();
  if (iso.length === 24 && !iso.startsWith("0000")) return iso;
  const digits = String(year > 0 ? year : 1 - year).padStart(4, "0");
  return `${digits}${iso.slice(-20)}${year > 0 ? "" : " BC"}`;
}

/** As `toISOString`, which the engine prints through C: measured, in a fifth of the time. */
function isoText(value: Date, year: number): string {
  const month = twoDigits(value.getUTCMonth() + 1);
  const day = twoDigits(value.getUTCDate());
  const hours = twoDigits(value.getUTCHours());
  const minutes = twoDigits(value.getUTCMinutes());
  const ms = value.getUTCMilliseconds();
  const fraction = ms < 10 ? `00${ms}` : ms < 100 ? `0${ms}` : ms;
  return `${year}-${month}-${day}T${hours}:${minutes}:${twoDigits(value.getUTCSeconds())}.${fraction}Z`;
}

function twoDigits(number: number): string | number {
  return number < 10 ? `0${number}` : number;
}
