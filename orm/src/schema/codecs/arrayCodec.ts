// Arrays of any type that has a codec, as frozen lists. NULL elements are null.
import type { Codec } from "../Codec.ts";
import { parseArray } from "./parseArray.ts";

export function arrayCodec(element: Codec): Codec<ReadonlyArray<unknown>> {
  return {
    type: `${element.type}[]`,
    isText: false,
    decode: (text) =>
      Object.freeze(parseArray(text).map((cell) => (cell === null ? null : element.decode(cell)))),
    encode: (value) =>
      `{${value.map((item) => (item === null ? "NULL" : quoted(element.encode(item)))).join(",")}}`,
    equals: (a, b) =>
      a.length === b.length &&
      a.every((item, at) => {
        const other = b[at];
        return item === null || other === null ? item === other : element.equals(item, other);
      }),
    refuse: (value) => {
      if (!Array.isArray(value)) return "is not a list";
      for (const [at, item] of value.entries()) {
        const reason = item === null ? undefined : element.refuse(item);
        if (reason !== undefined) return `at ${at} ${reason}`;
      }
      return undefined;
    },
    keep: (value) =>
      Object.freeze(value.map((item) => (item === null ? null : (element.keep?.(item) ?? item)))),
  };
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
