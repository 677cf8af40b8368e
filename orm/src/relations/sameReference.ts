// Compares where two references lead, loaded or not.
import type { Entity } from "../types/Entity.ts";
import type { Reference } from "../types/relations.ts";
import { ManyToOne } from "./ManyToOne.ts";
import { targetOf, wholeTargetOf } from "./pointTo.ts";
import { Polymorphic } from "./Polymorphic.ts";
import { sameEntity } from "./sameEntity.ts";

/**
 * Whether two references lead to the same entity. Those with a key in their own row need not be loaded; others need to be.
 * @example
 * sameReference(book.author, review.author);
 * @throws NotLoadedError (`NOT_LOADED`) for a one-to-one or hand-written reference that is not loaded
 */
export function sameReference<U extends Entity>(
  // The owners and whether they may be unset do not matter.
  // oxlint-disable-next-line typescript/no-explicit-any
  a: Reference<any, U, any>,
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  b: Reference<any, U, any>,
): boolean {
  return sameEntity(shownBy(a), shownBy(b));
}

/** The entity or the tagged id of what a reference leads to. */
// oxlint-disable-next-line typescript/no-explicit-any -- as above
function shownBy(reference: Reference<any, Entity, any>): Entity | string | undefined {
  if (!(reference instanceof ManyToOne || reference instanceof Polymorphic))
    return (reference as unknown as { readonly get: Entity | undefined }).get;
  const target =
    reference instanceof ManyToOne
      ? targetOf(reference.state, reference.field)
      : wholeTargetOf(reference.state, reference.field)?.target;
  return typeof target === "object" ? target.entity : reference.idTaggedMaybe;
}
