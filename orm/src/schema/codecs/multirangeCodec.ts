// Multiranges as frozen lists of ranges, in the form in which Postgres keeps them: in order, what touches joined, nothing empty.
import type { Codec } from "../Codec.ts";
import { compareValues } from "../values/compareValues.ts";
import { Range } from "../values/Range.ts";

type Ranges<T> = ReadonlyArray<Range<T>>;

export function multirangeCodec<T>(type: string, range: Codec<Range<T>>): Codec<Ranges<T>> {
  const keep = (value: Ranges<T>): Ranges<T> =>
    Object.freeze(joined(value.map((each) => range.keep?.(each) ?? each)));
  return {
    type,
    isText: false,
    decode: (text) => Object.freeze(partsOf(text).map((part) => range.decode(part))),
    encode: (value) =>
      `{${keep(value)
        .map((each) => range.encode(each))
        .join(",")}}`,
    equals: (a, b) => a.length === b.length && a.every((each, at) => range.equals(each, b[at]!)),
    refuse: (value) => {
      if (!Array.isArray(value)) return "is not a list of ranges";
      for (const [at, each] of value.entries()) {
        const reason = range.refuse(each);
        if (reason !== undefined) return `at ${at} ${reason}`;
      }
      return undefined;
    },
    keep,
  };
}

/** The ranges of `{[1,3),[5,7)}`; what is quoted in them holds no brackets. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let start = 1;
  for (let at = 1; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = text.indexOf('"', at + 1);
    else if (character === "[" || character === "(") start = at;
    else if (character === "]" || character === ")") parts.push(text.slice(start, at + 1));
  }
  return parts;
}

function joined<T>(ranges: Ranges<T>): Array<Range<T>> {
  const result: Array<Range<T>> = [];
  const sorted = ranges.filter(({ empty }) => !empty).toSorted(byLower);
  for (const range of sorted) {
    const last = result.at(-1);
    if (last === undefined || !touches(last, range)) result.push(range);
    else result[result.length - 1] = union(last, range);
  }
  return result;
}

function byLower<T>(a: Range<T>, b: Range<T>): number {
  if (a.lower === undefined || b.lower === undefined)
    return Number(a.lower !== undefined) - Number(b.lower !== undefined);
  return (
    compareValues(a.lower, b.lower) ||
    (a.bounds[0] === b.bounds[0] ? 0 : a.bounds[0] === "[" ? -1 : 1)
  );
}

/** They overlap, or nothing is between them; `b` does not begin before `a`. */
function touches<T>(a: Range<T>, b: Range<T>): boolean {
  if (a.upper === undefined || b.lower === undefined) return true;
  const order = compareValues(a.upper, b.lower);
  return order > 0 || (order === 0 && (a.bounds[1] === "]" || b.bounds[0] === "["));
}

function union<T>(a: Range<T>, b: Range<T>): Range<T> {
  const isBFurther = upperOrder(a, b) < 0;
  const { upper, bounds } = isBFurther ? b : a;
  return new Range<T>({
    lower: a.lower,
    upper,
    bounds: `${a.bounds[0]}${bounds[1]}` as Range<T>["bounds"],
  });
}

function upperOrder<T>(a: Range<T>, b: Range<T>): number {
  if (a.upper === undefined || b.upper === undefined)
    return Number(a.upper === undefined) - Number(b.upper === undefined);
  return (
    compareValues(a.upper, b.upper) ||
    (a.bounds[1] === b.bounds[1] ? 0 : a.bounds[1] === "]" ? 1 : -1)
  );
}
