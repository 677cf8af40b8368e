// interval as an Interval; texts in ISO 8601 or in Postgres' form are accepted too.
import type { Codec } from "../Codec.ts";
import { Interval } from "../values/Interval.ts";
import { parseInterval } from "../values/parseInterval.ts";

export const intervalCodec: Codec<Interval> = {
  type: "interval",
  isText: false,
  decode: (text) => {
    const parts = parseInterval(text);
    if (parts === undefined) throw new TypeError(`${text} is not an interval that has parts`);
    return new Interval(parts);
  },
  encode: (value) => Interval.from(value).toPostgres(),
  equals: (a, b) => a.equals(b),
  refuse: (value) => {
    if (value instanceof Interval) return undefined;
    if (typeof value !== "string") return "is not an Interval";
    try {
      Interval.from(value);
      return undefined;
    } catch {
      return 'is no interval such as "P1DT2H" or "1 day 02:00:00"';
    }
  },
  keep: (value) => Interval.from(value),
};
