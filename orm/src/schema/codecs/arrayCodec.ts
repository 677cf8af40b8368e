// Arrays of any type that has a codec, in any number of dimensions, as frozen lists. NULL elements are null.
import type { Codec } from "../Codec.ts";
import { type Nested, parseArray } from "./parseArray.ts";

/** @param dims how many dimensions the column's arrays have */
export function arrayCodec(element: Codec, dims = 1): Codec<Nested> {
  // Geometry has commas of its own.
  const delimiter = element.type === "box" ? ";" : ",";
  return {
    type: `${element.type}[]`,
    isText: false,
    isCastOneByOne: true,
    ...(element.isRespelled === true ? { isRespelled: true } : {}),
    ...(element.comparedAs === undefined ? {} : { comparedAs: `${element.comparedAs}[]` }),
    decode: (text) => parseArray(text, dims, (cell) => element.decode(cell), delimiter),
    encode: (value) => encode(element, value, dims, delimiter),
    equals: (a, b) => areEqual(element, a, b, dims),
    refuse: (value) => refuse(element, value, dims),
    keep: (value) => keep(element, value, dims),
  };
}

function encode(element: Codec, list: Nested, depth: number, delimiter: string): string {
  let literal = "{";
  for (let at = 0; at < list.length; at++) {
    const item = list[at];
    if (at > 0) literal += delimiter;
    if (depth > 1) literal += encode(element, item as Nested, depth - 1, delimiter);
    else literal += item === null ? "NULL" : quoted(element.encode(item));
  }
  return `${literal}}`;
}

function quoted(text: string): string {
  if (!text.includes('"') && !text.includes("\\")) return `"${text}"`;
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

function areEqual(element: Codec, a: Nested, b: Nested, depth: number): boolean {
  if (a.length !== b.length) return false;
  return a.every((item, at) => {
    const other = b[at];
    if (depth > 1) return areEqual(element, item as Nested, other as Nested, depth - 1);
    return item === null || other === null ? item === other : element.equals(item, other);
  });
}

function refuse(element: Codec, value: unknown, dims: number): string | undefined {
  const lengths: number[] = [];
  const isEmpty = Array.isArray(value) && value.length === 0;
  return isEmpty ? undefined : refuseList(element, value, dims, "", lengths);
}

/** `lengths` are those of the lists met first, by depth: all others must be as long. */
function refuseList(
  element: Codec,
  value: unknown,
  depth: number,
  path: string,
  lengths: number[],
): string | undefined {
  const where = path === "" ? "" : `at ${path.slice(1)} `;
  if (!Array.isArray(value)) return `${where}is not a list`;
  if (lengths[depth] === undefined) lengths[depth] = value.length;
  if (lengths[depth] !== value.length)
    return `${where}has ${value.length} elements where another list has ${lengths[depth]}`;
  if (value.length === 0)
    return `${where}is an empty list within a list, which Postgres cannot store`;
  // By index: a hole in the list is an element too.
  for (let at = 0; at < value.length; at++) {
    const item: unknown = value[at];
    const here = `${path}/${at}`;
    if (depth > 1) {
      const reason = refuseList(element, item, depth - 1, here, lengths);
      if (reason !== undefined) return reason;
    } else if (item !== null) {
      const reason = element.refuse(item);
      if (reason !== undefined) return `at ${here.slice(1)} ${reason}`;
    }
  }
  return undefined;
}

function keep(element: Codec, list: Nested, depth: number): Nested {
  return Object.freeze(
    list.map((item) => {
      if (depth > 1) return keep(element, item as Nested, depth - 1);
      return item === null ? null : (element.keep?.(item) ?? item);
    }),
  );
}
