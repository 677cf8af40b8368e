// Ranges, in the form in which Postgres keeps them: ranges of whole numbers and days as [lower, upper), empty ones without
// bounds.
import { isPlainObject } from "../../kit/isPlainObject.ts";
import type { Codec } from "../Codec.ts";
import { compareValues } from "../values/compareValues.ts";
import { Range, type RangeParts } from "../values/Range.ts";

/** @param next the element after another one, for types that have no others between */
export function rangeCodec<T>(
  type: string,
  element: Codec<T>,
  next?: (value: T) => T,
): Codec<Range<T>> {
  const keep = (value: RangeParts<T>): Range<T> => canonical(value, element, next);
  return {
    type,
    isText: false,
    decode: (text) => parse(text, element),
    encode: (value) => print(keep(value), element),
    equals: (a, b) =>
      a.empty === b.empty &&
      a.bounds === b.bounds &&
      isSame(element, a.lower, b.lower) &&
      isSame(element, a.upper, b.upper),
    refuse: (value) => refuse(value, element, next),
    keep,
  };
}

function isSame<T>(element: Codec<T>, a: T | undefined, b: T | undefined): boolean {
  return a === undefined || b === undefined ? a === b : element.equals(a, b);
}

function canonical<T>(
  value: RangeParts<T>,
  element: Codec<T>,
  next: ((value: T) => T) | undefined,
): Range<T> {
  const kept = (bound: T | undefined): T | undefined =>
    bound === undefined || bound === null ? undefined : (element.keep?.(bound) ?? bound);
  let range = new Range<T>({ ...value, lower: kept(value.lower), upper: kept(value.upper) });
  if (next !== undefined && !range.empty) {
    const { lower, upper, bounds } = range;
    range = new Range<T>({
      lower: lower !== undefined && bounds[0] === "(" ? next(lower) : lower,
      upper: upper !== undefined && bounds[1] === "]" ? next(upper) : upper,
    });
  }
  const { lower, upper, bounds } = range;
  if (lower === undefined || upper === undefined) return range;
  const order = compareValues(lower, upper);
  return order > 0 || (order === 0 && bounds !== "[]") ? Range.empty() : range;
}

function refuse<T>(
  value: unknown,
  element: Codec<T>,
  next: ((value: T) => T) | undefined,
): string | undefined {
  if (!(value instanceof Range) && !isPlainObject(value)) return "is not a Range";
  const { lower, upper, bounds, empty } = value as RangeParts<T>;
  if (empty === true) return undefined;
  if (bounds !== undefined && !["[)", "[]", "()", "(]"].includes(bounds))
    return "has bounds that are not [), [], () or (]";
  for (const [name, bound] of [["lower", lower] as const, ["upper", upper] as const]) {
    const reason = bound === undefined ? undefined : element.refuse(bound);
    if (reason !== undefined) return `has a ${name} bound that ${reason}`;
  }
  if (lower !== undefined && upper !== undefined && compareValues(lower, upper) > 0)
    return "has a lower bound above its upper bound";
  if (next === undefined) return undefined;
  const range = canonical(value as RangeParts<T>, element, next);
  for (const bound of [range.lower, range.upper])
    if (bound !== undefined && element.refuse(bound) !== undefined)
      return "has a bound behind which the type has no value";
  return undefined;
}

function print<T>({ empty, lower, upper, bounds }: Range<T>, element: Codec<T>): string {
  if (empty) return "empty";
  const shown = (bound: T | undefined): string =>
    bound === undefined ? "" : `"${element.encode(bound)}"`;
  return `${bounds[0]}${shown(lower)},${shown(upper)}${bounds[1]}`;
}

function parse<T>(text: string, element: Codec<T>): Range<T> {
  if (text === "empty") return Range.empty();
  const comma = commaOf(text);
  const bound = (from: number, to: number): T | undefined => {
    if (from === to) return undefined;
    const isQuoted = text[from] === '"';
    return element.decode(isQuoted ? text.slice(from + 1, to - 1) : text.slice(from, to));
  };
  return new Range<T>({
    lower: bound(1, comma),
    upper: bound(comma + 1, text.length - 1),
    bounds: `${text[0]}${text.at(-1)}` as Range<T>["bounds"],
  });
}

/** Elements of the built-in ranges hold no quotes, and commas only where they are quoted. */
function commaOf(text: string): number {
  const from = text[1] === '"' ? text.indexOf('"', 2) : 0;
  const comma = text.indexOf(",", from);
  if (comma < 0) throw new TypeError("the text is not a range");
  return comma;
}
