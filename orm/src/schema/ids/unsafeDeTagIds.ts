// Ids without their tags, whatever the tags are.
import { delimiterOf, type IdSettings } from "./IdSettings.ts";
import { splitTaggedId } from "./splitTaggedId.ts";

/**
 * What stands behind the tags, whose ever they are; what has no tag stays as it is. Nothing is checked: use `deTagIds` where
 * the entity is known, for a text key without a tag may look like it had one.
 * @example
 * unsafeDeTagIds(["a:1", "b:2", "3"]); // ["1", "2", "3"]
 */
export function unsafeDeTagIds(ids: ReadonlyArray<string>, settings?: IdSettings): string[] {
  const delimiter = delimiterOf(settings);
  return ids.map((id) => splitTaggedId(id, delimiter)?.key ?? id);
}
