// An object on a relation says things about the relation and about the entity that it leads to.
import type { EntityMeta } from "../schema/EntityMeta.ts";

type Keys = Readonly<Record<string, unknown>>;

/** What is said by words of the relation, and the rest, a filter on the entity; the entity's fields come first. */
export function splitKeys(
  value: Keys,
  { fields }: EntityMeta,
  isWord: (key: string) => boolean,
): { readonly words: Keys; readonly nested: Keys } {
  // Without a prototype, so that no key has a meaning of its own.
  const words = Object.create(null) as Record<string, unknown>;
  const nested = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(value))
    (isWord(key) && !fields.has(key) ? words : nested)[key] = value[key];
  return { words, nested };
}
