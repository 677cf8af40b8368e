// The number behind an id.
import { IdOutOfRangeError } from "../../errors/IdOutOfRangeError.ts";
import { InvalidIdError } from "../../errors/InvalidIdError.ts";
import type { IdType } from "../../types/Id.ts";
import { keyOfId } from "../keys.ts";
import { type MetaOrType, metaOf } from "./MetaOrType.ts";

/**
 * The key of an id in any form as a number.
 * @example
 * keyToNumber(Author, "a:1"); // 1
 * @throws InvalidIdError (`INVALID_ID`) for an id of another entity or one whose key is no number, IdOutOfRangeError
 * (`ID_RANGE`) beyond what a number can hold
 */
export function keyToNumber(type: MetaOrType, id: IdType): number;
/** As above; no id has no number. */
export function keyToNumber(type: MetaOrType, id: IdType | null | undefined): number | undefined;
export function keyToNumber(type: MetaOrType, id: IdType | null | undefined): number | undefined {
  if (id === null || id === undefined) return undefined;
  const meta = metaOf(type);
  const key = keyOfId(meta, id);
  if (meta.idDbType !== "int" && meta.idDbType !== "bigint")
    throw new InvalidIdError({ type: meta.type, tag: meta.tagName, id });
  const number = Number(key);
  if (!Number.isSafeInteger(number)) throw new IdOutOfRangeError({ type: meta.type, key });
  return number;
}
