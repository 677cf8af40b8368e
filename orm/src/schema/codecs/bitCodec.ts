// bit and bit varying as strings of 0 and 1.
import type { Codec } from "../Codec.ts";
import { textCodec } from "./textCodec.ts";

export function bitCodec(type: "bit" | "bit varying"): Codec<string> {
  return {
    ...textCodec(type),
    refuse: (value) =>
      typeof value === "string" && /^[01]*$/.test(value) ? undefined : "is not a string of 0 and 1",
  };
}
