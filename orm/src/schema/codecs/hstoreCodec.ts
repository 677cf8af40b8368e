// hstore as a frozen record of texts; a key may have NULL.
import { isPlainObject } from "../../kit/isPlainObject.ts";
import type { Codec } from "../Codec.ts";
import { refuseText } from "./textCodec.ts";

type Texts = Readonly<Record<string, string | null>>;

export function hstoreCodec(type: string): Codec<Texts> {
  return {
    type,
    isText: false,
    decode: (text) => Object.freeze(parse(text)),
    encode: (value) =>
      Object.entries(value)
        .map(([key, item]) => `${quoted(key)}=>${item === null ? "NULL" : quoted(item)}`)
        .join(", "),
    equals: (a, b) => {
      const keys = Object.keys(a);
      return (
        keys.length === Object.keys(b).length &&
        keys.every((key) => Object.hasOwn(b, key) && a[key] === b[key])
      );
    },
    refuse: (value) => {
      if (!isPlainObject(value)) return "is not an object of texts";
      for (const [key, item] of Object.entries(value)) {
        const reason = refuseText(key) ?? (item === null ? undefined : refuseText(item));
        if (reason !== undefined) return `at ${key} ${reason}`;
      }
      return undefined;
    },
    keep: (value) => Object.freeze(Object.fromEntries(Object.entries(value))),
  };
}

function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** `"a"=>"1", "b"=>NULL`: Postgres quotes everything but NULL. */
function parse(text: string): Texts {
  const entries: Array<[string, string | null]> = [];
  for (let at = 0; at < text.length;) {
    const key = quotedAt(text, at);
    at = key.end + 2;
    if (text.startsWith("NULL", at)) {
      entries.push([key.value, null]);
      at += 4;
    } else {
      const item = quotedAt(text, at);
      entries.push([key.value, item.value]);
      at = item.end;
    }
    at += 2;
  }
  return Object.fromEntries(entries);
}

/** The quoted text that starts at `at`, and the place behind it. */
function quotedAt(text: string, at: number): { value: string; end: number } {
  if (text[at] !== '"') throw new TypeError("the text is not an hstore");
  let value = "";
  for (let index = at + 1; index < text.length; index++) {
    const character = text[index]!;
    if (character === '"') return { value, end: index + 1 };
    value += character === "\\" ? text[++index]! : character;
  }
  throw new TypeError("the text is not an hstore");
}
