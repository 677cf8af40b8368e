// A value of a native enum, whose text in the database is its code.
import { UnknownEnumValueError } from "../../errors/UnknownEnumValueError.ts";
import type { Codec } from "../Codec.ts";
import type { NativeEnumMetadata } from "../NativeEnumMetadata.ts";

export function nativeEnumCodec(type: string, metadata: NativeEnumMetadata<string>): Codec<string> {
  const codes = new Set(metadata.getValues());
  return {
    type,
    isText: false,
    isCheap: true,
    decode: (text) => {
      if (codes.has(text)) return text;
      throw new UnknownEnumValueError({ enumName: metadata.name, value: text, source: type });
    },
    encode: (code) => code,
    equals: (a, b) => a === b,
    refuse: (value) =>
      typeof value === "string" && codes.has(value)
        ? undefined
        : `is not one of ${[...codes].join(", ")}`,
  };
}
