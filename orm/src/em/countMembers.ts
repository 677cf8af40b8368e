// How many members a large collection has: what the database counts, without what was taken out in memory and with what was put
// in. Conditions are asked of the database, so those of the members that have a row are asked there.
import { parseCount } from "../query/parseFind.ts";
import { pointsTo } from "../relations/pointTo.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ManyToManyField, OneToManyField } from "../schema/Field.ts";
import { isOfType } from "../schema/isOfType.ts";
import { entityKey } from "../session/entityKey.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";
import { withPlugins } from "./withPlugins.ts";

interface Pending {
  readonly added: ReadonlyArray<EntityState>;
  readonly removed: ReadonlyArray<EntityState>;
}

export async function countMembers(
  unit: UnitOfWork,
  state: EntityState,
  field: OneToManyField | ManyToManyField,
  where: object | undefined,
): Promise<number> {
  const { added, removed } =
    field.kind === "o2m" ? ofChildren(state, field) : ofPairs(state, field);
  const { otherMeta, otherField } = field;
  const living = added.filter(({ isDeleted }) => !isDeleted);
  const moved = keysOf(living);
  // As in finds, a condition holds for no row that is not there yet.
  const made = where === undefined ? living.filter(({ isNew }) => isNew).length : 0;
  const isStored = { [otherField.fieldName]: state.entity };
  const counts = await Promise.all([
    state.isNew
      ? 0
      : count(unit, otherMeta, { and: [isStored, where] }, keysOf([...added, ...removed])),
    moved.length === 0 ? 0 : count(unit, otherMeta, { and: [{ id: moved }, where] }, []),
  ]);
  return counts[0] + counts[1] + made;
}

async function count(
  { session, loader }: UnitOfWork,
  meta: EntityMeta,
  where: object,
  without: ReadonlyArray<string>,
): Promise<number> {
  const deleted = [...session.deleted].filter((state) => isOfType(state.meta, meta));
  const all = [...new Set([...without, ...keysOf(deleted)])];
  const args = withPlugins(session, meta, "findCount", { where, without: all });
  const plan = parseCount(meta, args, entityKey);
  return loader.find(plan, { verb: "count", rows: ([row]) => Number(row![0]) }, {});
}

/** Children that were pointed here or elsewhere since they were read. */
function ofChildren(state: EntityState, { otherField, otherMeta }: OneToManyField): Pending {
  const { created, dirty } = state.session;
  const changed = [...created, ...dirty].filter(
    (child) =>
      isOfType(child.meta, otherMeta) && (child.isNew || child.changed?.has(otherField) === true),
  );
  return {
    added: changed.filter((child) => pointsTo(child, otherField, state)),
    removed: changed.filter((child) => !pointsTo(child, otherField, state)),
  };
}

function ofPairs(state: EntityState, field: ManyToManyField): Pending {
  const { joinRows } = state.session;
  return { added: joinRows.addedTo(field, state), removed: joinRows.removedFrom(field, state) };
}

function keysOf(states: ReadonlyArray<EntityState>): string[] {
  return states.flatMap(({ isNew, key }) => (isNew ? [] : [key!]));
}
