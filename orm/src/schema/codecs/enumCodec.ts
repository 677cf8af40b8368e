// A foreign key to an enum table as the code of the row: `RED` in TypeScript, the row's id in the database.
import { UnknownEnumValueError } from "../../errors/UnknownEnumValueError.ts";
import type { Codec } from "../Codec.ts";
import type { EnumDetails, EnumMetadata } from "../EnumMetadata.ts";

/** @param table the enum's, for errors to name */
export function enumCodec(
  type: string,
  metadata: EnumMetadata<string, EnumDetails>,
  table: string,
): Codec<string> {
  const codeOf = new Map(metadata.getDetails().map((row) => [String(row.id), row.code]));
  const idOf = new Map(metadata.getDetails().map((row) => [row.code, String(row.id)]));
  return {
    type,
    isText: false,
    isCheap: true,
    decode: (text) => {
      const code = codeOf.get(text);
      if (code === undefined)
        throw new UnknownEnumValueError({ enumName: metadata.name, value: text, source: table });
      return code;
    },
    encode: (code) => {
      const id = idOf.get(code);
      if (id === undefined)
        throw new UnknownEnumValueError({ enumName: metadata.name, value: code });
      return id;
    },
    equals: (a, b) => a === b,
    refuse: (value) =>
      typeof value === "string" && idOf.has(value)
        ? undefined
        : `is not one of ${[...idOf.keys()].join(", ")}`,
  };
}
