// Uuids in lower case, as Postgres prints them.
import type { Codec } from "../Codec.ts";

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const uuidCodec: Codec<string> = {
  type: "uuid",
  isText: true,
  decode: (text) => text,
  encode: (value) => value.toLowerCase(),
  equals: (a, b) => a.toLowerCase() === b.toLowerCase(),
  refuse: (value) => (typeof value === "string" && form.test(value) ? undefined : "is not a uuid"),
  keep: (value) => value.toLowerCase(),
};
