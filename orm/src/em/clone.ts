// Copies entities with what a hint reaches from them.
import { EntityDeletedError } from "../errors/EntityDeletedError.ts";
import { ForeignEntityError } from "../errors/ForeignEntityError.ts";
import { NothingClonedError } from "../errors/NothingClonedError.ts";
import { checkHint, treeOf } from "../hints/parseHint.ts";
import { populate } from "../loading/populate.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Session } from "../session/Session.ts";
import type { CloneOptions } from "../types/CloneOptions.ts";
import type { Entity } from "../types/Entity.ts";
import { copyEntities } from "./copyEntities.ts";
import { deleteEntities } from "./deleteEntities.ts";
import { ownStates } from "./ownStates.ts";
import { checkCopyable, planClone } from "./planClone.ts";
import { Skips } from "./Skips.ts";

/**
 * The copies of those of the entities that are not left out, in their order.
 * @throws InvalidHintError (`INVALID_HINT`), NothingClonedError (`NOTHING_CLONED`), EntityDeletedError (`DELETED`), ForeignEntityError
 * (`FOREIGN_ENTITY`)
 */
export async function clone(
  session: Session,
  into: Session,
  entities: ReadonlyArray<Entity>,
  { deep, skip, skipIf, postClone }: CloneOptions<Entity, unknown>,
): Promise<EntityState[]> {
  const roots = ownStates(session, entities);
  const [first] = roots;
  if (first === undefined) return [];
  const deleted = roots.find(({ isDeleted }) => isDeleted);
  if (deleted !== undefined) throw new EntityDeletedError({ entity: deleted.entity });
  if (into.domain !== session.domain)
    throw new ForeignEntityError({
      entity: first.entity,
      reason: "cannot be copied into an EntityManager of another domain",
    });
  into.writeGuard.check(undefined);
  const metas = [...new Set(roots.map(({ meta }) => meta))];
  const skips = Skips.of(skip);
  const tree = skips.takenFrom(treeOf(deep));
  checkHint(metas, tree, first.entity);
  checkCopyable(metas, tree);
  skips.check(metas);
  await populate(roots, tree);
  const plans = planClone(roots, tree, skips, skipIf);
  if (plans.size === 0 && roots.length === 1)
    throw new NothingClonedError({ entity: first.entity });
  const made = new Map<EntityState, EntityState>();
  try {
    copyEntities(plans, into, made);
    for (const [original, copy] of made) await postClone?.(original.entity, copy.entity);
  } catch (error) {
    // Copies without what they point at, or without what the caller makes of them, are of no use to anybody.
    deleteEntities(
      into,
      [...made.values()].map(({ entity }) => entity),
    );
    throw error;
  }
  return roots.flatMap((root) => made.get(root) ?? []);
}
