// Refuses what a reference found under its key: a row of the right hierarchy and the wrong type.
import { InvalidEntityTypeError } from "../errors/InvalidEntityTypeError.ts";
import type { ManyToOneField } from "../schema/Field.ts";
import { isOfType } from "../schema/isOfType.ts";
import type { EntityState } from "../session/EntityState.ts";

/** What was found. @throws InvalidEntityTypeError (`WRONG_TYPE`) when it is of a type that the reference does not lead to */
export function checkTarget<S extends EntityState | undefined>(
  found: S,
  { otherMeta }: ManyToOneField,
): S {
  if (found === undefined || isOfType(found.meta, otherMeta)) return found;
  throw new InvalidEntityTypeError({
    entity: found.entity,
    type: found.meta.type,
    expected: otherMeta.type,
  });
}
