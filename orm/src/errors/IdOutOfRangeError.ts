// A key is beyond what a number can hold exactly.
import { KingpostError } from "./KingpostError.ts";

/** `Author id 9007199254740993 is beyond what a number can hold: use string ids for it`. */
export class IdOutOfRangeError extends KingpostError<"ID_RANGE"> {
  constructor({ type, key }: { readonly type: string; readonly key: string | number | bigint }) {
    super("ID_RANGE", `${type} id ${key} is beyond what a number can hold: use string ids for it`);
  }
}
