// Takes a tagged id apart without knowing its entity.

/** Without a delimiter keys are whole numbers or uuids, so that one place at most can be where the tag ends. */
const undelimited = /^([a-z]+?)(-?\d+|[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12})$/i;

/**
 * The tag and the key; `undefined` for what has no tag. A text key may hold the delimiter: the first one ends the tag. It may be
 * empty, too.
 */
export function splitTaggedId(
  id: unknown,
  delimiter: string,
): { readonly tag: string; readonly key: string } | undefined {
  if (typeof id !== "string") return undefined;
  if (delimiter === "") {
    const [, tag, key] = undelimited.exec(id) ?? [];
    return tag === undefined || key === undefined ? undefined : { tag, key };
  }
  const end = id.indexOf(delimiter);
  return end < 1 ? undefined : { tag: id.slice(0, end), key: id.slice(end + delimiter.length) };
}
