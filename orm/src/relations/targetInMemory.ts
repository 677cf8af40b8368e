// The entity in memory that the key of a reference stands for.
import { InvalidEntityTypeError } from "../errors/InvalidEntityTypeError.ts";
import type { ManyToOneField } from "../schema/Field.ts";
import { isOfType } from "../schema/isOfType.ts";
import type { EntityState } from "../session/EntityState.ts";

/** @throws InvalidEntityTypeError (`WRONG_TYPE`) when it is of a type that the reference does not lead to */
export function targetInMemory(
  { session }: EntityState,
  { otherMeta }: ManyToOneField,
  key: string,
): EntityState | undefined {
  const found = session.identityMap.find(otherMeta, key);
  if (found === undefined || isOfType(found.meta, otherMeta)) return found;
  throw new InvalidEntityTypeError({
    entity: found.entity,
    type: found.meta.type,
    expected: otherMeta.type,
  });
}
