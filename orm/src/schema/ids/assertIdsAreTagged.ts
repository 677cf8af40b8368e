// Refuses lists that hold ids without a tag.
import type { TaggedId } from "../../types/Id.ts";
import { assertIdIsTagged } from "./assertIdIsTagged.ts";
import type { IdSettings } from "./IdSettings.ts";

/**
 * Fails for a list that holds anything but tagged ids, of any entities.
 * @example
 * assertIdsAreTagged(["a:1", "b:2"]);
 * @throws InvalidIdError (`INVALID_ID`) naming the first that is none
 */
export function assertIdsAreTagged(
  ids: ReadonlyArray<unknown>,
  settings?: IdSettings,
): asserts ids is ReadonlyArray<TaggedId> {
  for (const id of ids) assertIdIsTagged(id, settings);
}
