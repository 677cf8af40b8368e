// Loads what has to be known of entities that are deleted: what their cascades lead to, and what else points at them. All that
// is asked for here goes into the batches of one tick.
import { targetInMemory, targetOf } from "../relations/pointTo.ts";
import { relationOf } from "../relations/relationOf.ts";
import type { CascadeField, ManyToOneField } from "../schema/Field.ts";
import { mapKeyOf } from "../schema/keys.ts";
import type { EntityState } from "../session/EntityState.ts";
import { ownChildFields } from "./childFields.ts";
import type { FlushRun } from "./FlushRun.ts";
import { loadLargeMembers } from "./loadLargeMembers.ts";

export async function loadAround(run: FlushRun, states: ReadonlyArray<EntityState>): Promise<void> {
  await loadCascades(
    run,
    new Map(states.map((state) => [state, [...state.meta.cascades, ...ownChildFields(state)]])),
  );
}

/** Only where the relations named lead. */
export async function loadCascades(
  run: FlushRun,
  fields: ReadonlyMap<EntityState, ReadonlyArray<CascadeField>>,
): Promise<void> {
  await Promise.all(
    [...fields].flatMap(([state, own]) =>
      [...new Set(own)].flatMap((field) => loads(run, state, field)),
    ),
  );
}

function loads(run: FlushRun, state: EntityState, field: CascadeField): Array<Promise<unknown>> {
  switch (field.kind) {
    case "m2o":
      return loadsOfTarget(run, state, field);
    case "poly":
      return field.components.flatMap((component) => loadsOfTarget(run, state, component));
    case "o2m":
    case "o2o":
    case "m2m": {
      // Nothing in the database leads from a new entity.
      if (state.isNew) return [];
      if (field.kind !== "o2o" && field.isLarge)
        // What a merge moves away is not the entity's any more.
        return run.session.merges.isEmptied(state, field) ? [] : [loadLarge(run, state, field)];
      const relation = relationOf(state, field);
      return relation.isLoaded ? [] : [run.loader.relation(relation)];
    }
  }
}

function loadsOfTarget(
  { loader }: FlushRun,
  state: EntityState,
  field: ManyToOneField,
): Array<Promise<unknown>> {
  const target = targetOf(state, field);
  if (typeof target !== "string" || targetInMemory(state, field) !== undefined) return [];
  return [loader.byKey(field.otherMeta, mapKeyOf(field.otherMeta, target))];
}

async function loadLarge(
  { largeMembers }: FlushRun,
  state: EntityState,
  field: Extract<CascadeField, { isLarge: boolean }>,
): Promise<void> {
  // Rows of a join table go without their other ends being known.
  if (field.kind === "m2m" && !state.meta.cascades.includes(field)) return;
  const members = await loadLargeMembers(state, field);
  const known = largeMembers.get(state);
  if (known === undefined) largeMembers.set(state, new Map([[field, members]]));
  else known.set(field, members);
}
