// Reads dates and times as Postgres prints them under `DateStyle ISO`, with all of their digits, and as they are sent to it.

export interface DateTimeParts {
  /** Before our era 0 and negative, as ISO 8601 counts. */
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly microsecond: number;
  /** Of the zone, in milliseconds. */
  readonly offset: number;
}

const form =
  /^(\d{4,})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:Z|([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?)?)?( BC)?$/;

/** @throws TypeError for anything else, such as `infinity` */
export function parseDateTime(text: string): DateTimeParts {
  const match = form.exec(text);
  if (match === null) throw new TypeError(`${text} is not a date or time that Temporal can hold`);
  const number = (group: number): number => Number(match[group] ?? 0);
  const fraction = (match[7] ?? "").padEnd(6, "0");
  const offset = (number(9) * 3600 + number(10) * 60 + number(11)) * 1000;
  return {
    year: match[12] === undefined ? number(1) : 1 - number(1),
    month: number(2),
    day: number(3),
    hour: number(4),
    minute: number(5),
    second: number(6),
    millisecond: Number(fraction.slice(0, 3)),
    microsecond: Number(fraction.slice(3)),
    offset: match[8] === "-" ? -offset : offset,
  };
}
