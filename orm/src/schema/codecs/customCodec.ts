// A conversion of the application's own, on top of the codec of the column's type.
import type { CustomSerde } from "../../types/CustomSerde.ts";
import type { Codec } from "../Codec.ts";

export function customCodec<D, Db>(base: Codec<Db>, serde: CustomSerde<D, Db>): Codec<D> {
  return {
    type: base.type,
    isText: false,
    base: base,
    ...(base.isRespelled === true ? { isRespelled: true } : {}),
    ...(base.isCastOneByOne === true ? { isCastOneByOne: true } : {}),
    ...(base.comparedAs === undefined ? {} : { comparedAs: base.comparedAs }),
    decode: (text) => serde.fromDb(base.decode(text)),
    encode: (value) => base.encode(serde.toDb(value)),
    equals: (a, b) =>
      serde.equals === undefined ? base.equals(serde.toDb(a), serde.toDb(b)) : serde.equals(a, b),
    refuse: (value) => {
      let stored: Db;
      try {
        stored = serde.toDb(value as D);
      } catch (error) {
        return `cannot be converted: ${error instanceof Error ? error.message : String(error)}`;
      }
      const reason = base.refuse(stored);
      return reason === undefined ? undefined : `is converted to a value that ${reason}`;
    },
  };
}
