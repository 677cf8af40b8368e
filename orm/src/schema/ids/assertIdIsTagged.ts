// Refuses ids without a tag.
import { InvalidIdError } from "../../errors/InvalidIdError.ts";
import type { TaggedId } from "../../types/Id.ts";
import { delimiterOf, type IdSettings } from "./IdSettings.ts";
import { splitTaggedId } from "./splitTaggedId.ts";

/**
 * Fails for what is no tagged id, of any entity.
 * @example
 * assertIdIsTagged(request.params.id); // "a:1" passes, "1" does not
 * @throws InvalidIdError (`INVALID_ID`)
 */
export function assertIdIsTagged(id: unknown, settings?: IdSettings): asserts id is TaggedId {
  if (splitTaggedId(id, delimiterOf(settings)) === undefined)
    throw new InvalidIdError({ untagged: id });
}
