// Ids and keys. A key is the text of a primary key as Postgres prints it; an id is what users see, by the entity's form of
// ids. Inside, everything is keyed by keys, so that two spellings of an id never give two objects.
import { IdOutOfRangeError } from "../errors/IdOutOfRangeError.ts";
import { InvalidIdError } from "../errors/InvalidIdError.ts";
import type { IdType, TaggedId } from "../types/Id.ts";
import type { EntityMeta } from "./EntityMeta.ts";
import type { KeyType } from "./Schema.ts";

/**
 * A key as identity maps have it: short whole numbers as numbers, which take no memory of their own and are read from the
 * wire without making a string; everything else as text.
 */
export type MapKey = number | string;

/** With more digits than this a key stays text. */
const maxDigits = 9;

/** The key that identity maps have for the text of a key. */
export function mapKeyOf({ idDbType }: EntityMeta, key: string): MapKey {
  return (idDbType === "int" || idDbType === "bigint") && key.length <= maxDigits
    ? Number(key)
    : key;
}

/** The same from the bytes of the text. */
export function mapKeyOfBytes(meta: EntityMeta, bytes: Buffer, start: number, end: number): MapKey {
  const { idDbType } = meta;
  const isShort = end - start <= maxDigits && (idDbType === "int" || idDbType === "bigint");
  // 45 is the sign of a negative key, of which there are few.
  if (!isShort || bytes[start] === 45) return mapKeyOf(meta, bytes.toString("utf8", start, end));
  let key = 0;
  for (let at = start; at < end; at++) key = key * 10 + bytes[at]! - 48;
  return key;
}

/**
 * Whether keys are ordered here as Postgres orders them. How it orders texts is up to their collation.
 */
export function hasKeyOrder({ idDbType }: EntityMeta): boolean {
  return idDbType !== "text";
}

/** Compares two keys of one type, as Postgres orders them where `hasKeyOrder`. */
export function compareKeys({ idDbType }: EntityMeta, a: MapKey, b: MapKey): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const isNumber = idDbType === "int" || idDbType === "bigint";
  const [left, right] = isNumber ? [BigInt(a), BigInt(b)] : [a, b];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The id that users of this entity see for a key. */
export function idOfKey(meta: EntityMeta, key: string): IdType {
  switch (meta.idType) {
    case "tagged-string":
      return meta.tagPrefix + key;
    case "untagged-string":
      // A text key that looks like a tagged id would be taken for one: it shows its tag, so that every id finds its entity.
      return meta.idDbType === "text" && key.startsWith(meta.tagPrefix)
        ? meta.tagPrefix + key
        : key;
    case "number": {
      const id = Number(key);
      if (!Number.isSafeInteger(id)) throw new IdOutOfRangeError({ type: meta.type, key });
      return id;
    }
    case "bigint":
      return BigInt(key);
  }
}

export function taggedIdOfKey(meta: EntityMeta, key: string): TaggedId {
  return meta.tagPrefix + key;
}

/**
 * The key of an id in any form: tagged, untagged, number or bigint.
 * @throws InvalidIdError (`INVALID_ID`) for another entity's id and for what cannot be a key of the table, IdOutOfRangeError
 * (`ID_RANGE`) for a number that is none exactly
 */
export function keyOfId(meta: EntityMeta, id: unknown): string {
  const key = maybeKeyOfId(meta, id);
  if (key === undefined) throw new InvalidIdError({ type: meta.type, tag: meta.tagName, id });
  return key;
}

/** The same, `undefined` for what is no id of the entity. @throws IdOutOfRangeError (`ID_RANGE`) */
export function maybeKeyOfId(meta: EntityMeta, id: unknown): string | undefined {
  const text = textOf(meta, id);
  // A text key may be empty; then only its tag names it.
  if (text === undefined || text === "") return undefined;
  const { tagPrefix } = meta;
  if (text.startsWith(tagPrefix)) {
    const key = canonical[meta.idDbType](text.slice(tagPrefix.length));
    // Without a delimiter, the tag may be the first letter of a uuid.
    if (key !== undefined || !hasNoDelimiter(meta)) return key;
  }
  // Text keys may hold the delimiter themselves; no other key can, so there it means another entity's tag.
  return canonical[meta.idDbType](text);
}

/** Whether a value is an id of the entity with its tag. */
export function isTaggedIdOf(meta: EntityMeta, id: unknown): id is TaggedId {
  const { tagPrefix } = meta;
  return (
    typeof id === "string" &&
    id.startsWith(tagPrefix) &&
    canonical[meta.idDbType](id.slice(tagPrefix.length)) !== undefined
  );
}

/** The key as maps and ids have it, of what Postgres or a driver gives. @throws InvalidIdError (`INVALID_ID`) */
export function canonicalKey(meta: EntityMeta, value: unknown): string {
  const text = textOf(meta, value);
  const key = text === undefined ? undefined : canonical[meta.idDbType](text);
  if (key === undefined)
    throw new InvalidIdError({ type: meta.type, tag: meta.tagName, id: value });
  return key;
}

function textOf(meta: EntityMeta, id: unknown): string | undefined {
  if (typeof id === "string") return id;
  if (typeof id === "bigint") return String(id);
  if (typeof id !== "number") return undefined;
  if (Number.isInteger(id) && !Number.isSafeInteger(id))
    throw new IdOutOfRangeError({ type: meta.type, key: id });
  return String(id);
}

function hasNoDelimiter({ tagName, tagPrefix }: EntityMeta): boolean {
  return tagPrefix.length === tagName.length;
}

const canonical: Readonly<Record<KeyType, (text: string) => string | undefined>> = {
  int: (text) => canonicalInteger(text, 2n ** 31n - 1n),
  bigint: (text) => canonicalInteger(text, 2n ** 63n - 1n),
  uuid: (text) => (uuid.test(text) ? text.toLowerCase() : undefined),
  text: (text) => (text.includes("\0") || !text.isWellFormed() ? undefined : text),
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const short = /^[1-9]\d{0,8}$/;
const integer = /^-?\d{1,19}$/;

function canonicalInteger(text: string, max: bigint): string | undefined {
  if (short.test(text)) return text;
  if (!integer.test(text)) return undefined;
  const value = BigInt(text);
  return value > max || value < -max - 1n ? undefined : String(value);
}
