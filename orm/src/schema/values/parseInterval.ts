// Reads an interval in ISO 8601 or in Postgres' own form.
import type { IntervalParts } from "./Interval.ts";

const iso =
  /^([+-])?P(?:([+-]?\d+)Y)?(?:([+-]?\d+)M)?(?:([+-]?\d+)W)?(?:([+-]?\d+)D)?(?:T(?:([+-]?\d+)H)?(?:([+-]?\d+)M)?(?:([+-]?\d+(?:[.,]\d{1,9})?)S)?)?$/;
const clock = /^([+-])?(\d+):(\d\d)(?::(\d\d)(\.\d{1,9})?)?$/;
const amount = /^[+-]?\d+(?:\.\d+)?$/;

type Unit = keyof IntervalParts;

const units: ReadonlyMap<string, readonly [unit: Unit, factor: number]> = new Map([
  ["millennium", ["years", 1000] as const],
  ["century", ["years", 100] as const],
  ["decade", ["years", 10] as const],
  ["year", ["years", 1] as const],
  ["yr", ["years", 1] as const],
  ["month", ["months", 1] as const],
  ["mon", ["months", 1] as const],
  ["week", ["days", 7] as const],
  ["day", ["days", 1] as const],
  ["hour", ["hours", 1] as const],
  ["hr", ["hours", 1] as const],
  ["minute", ["minutes", 1] as const],
  ["min", ["minutes", 1] as const],
  ["second", ["seconds", 1] as const],
  ["sec", ["seconds", 1] as const],
  ["millisecond", ["milliseconds", 1] as const],
  ["microsecond", ["milliseconds", 0.001] as const],
]);

/** `undefined` for what is no interval. Only seconds and smaller units have a fraction. */
export function parseInterval(text: string): IntervalParts | undefined {
  const trimmed = text.trim();
  return trimmed.includes("P") ? parseIso(trimmed) : parseWords(trimmed);
}

function parseIso(text: string): IntervalParts | undefined {
  const match = iso.exec(text);
  if (match === null || /[PT]$/.test(text)) return undefined;
  const [, sign, years, months, weeks, days, hours, minutes, seconds] = match;
  const factor = sign === "-" ? -1 : 1;
  const number = (digits: string | undefined): number =>
    digits === undefined ? 0 : Number(digits.replace(",", ".")) * factor;
  return {
    years: number(years),
    months: number(months),
    days: number(weeks) * 7 + number(days),
    hours: number(hours),
    minutes: number(minutes),
    seconds: number(seconds),
  };
}

/** `1 year -2 mons +3 days 04:05:06.789`, `@ 1 hour ago`. */
function parseWords(text: string): IntervalParts | undefined {
  const words = text.split(/\s+/);
  if (words[0] === "@") words.shift();
  const isAgo = words.at(-1) === "ago";
  if (isAgo) words.pop();
  if (words.length === 0 || words[0] === "") return undefined;
  const sums = new Map<Unit, number>();
  const add = (unit: Unit, value: number): void => {
    sums.set(unit, (sums.get(unit) ?? 0) + (isAgo ? -value : value));
  };
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (word.includes(":")) {
      if (at !== words.length - 1 || !addClock(word, add)) return undefined;
    } else if (!addAmount(word, words[++at], add)) return undefined;
  }
  return Object.fromEntries(sums);
}

type Add = (unit: Unit, value: number) => void;

function addClock(word: string, add: Add): boolean {
  const match = clock.exec(word);
  if (match === null) return false;
  const [, sign, hours, minutes, seconds = "0", fraction = ""] = match;
  const factor = sign === "-" ? -1 : 1;
  add("hours", Number(hours) * factor);
  add("minutes", Number(minutes) * factor);
  add("seconds", Number(seconds + fraction) * factor);
  return true;
}

function addAmount(word: string, name: string | undefined, add: Add): boolean {
  if (name === undefined || !amount.test(word)) return false;
  const known = units.get(name) ?? units.get(singular(name));
  if (known === undefined) return false;
  const [unit, factor] = known;
  const value = Number(word);
  if (!Number.isInteger(value) && unit !== "seconds" && unit !== "milliseconds") return false;
  add(unit, value * factor);
  return true;
}

function singular(name: string): string {
  if (name === "centuries") return "century";
  if (name === "millennia") return "millennium";
  return name.endsWith("s") ? name.slice(0, -1) : name;
}
