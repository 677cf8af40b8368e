// Loads what a hint names, level by level. Branches of one level are asked for together, so that each level is one round
// trip and each relation of it one statement, for any number of entities.
import type { HintTree } from "../hints/parseHint.ts";
import { targetOf } from "../relations/pointTo.ts";
import { relationOf } from "../relations/relationOf.ts";
import type { ManyToOneField, RelationField } from "../schema/Field.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Entity } from "../types/Entity.ts";
import type { Loader } from "./Loader.ts";

/** @param isOfOneType whether every entity has all fields of the tree */
export async function populate(
  loader: Loader,
  states: ReadonlyArray<EntityState>,
  tree: HintTree,
  isOfOneType = true,
): Promise<void> {
  if (states.length === 0 || tree.size === 0) return;
  await Promise.all(
    [...tree].map(async ([field, below]) => {
      const owners = isOfOneType ? states : states.filter((state) => hasField(state, field));
      await loadField(loader, owners, field);
      if (below.size > 0)
        await populate(loader, targets(owners, field), below, field.kind !== "poly");
    }),
  );
}

async function loadField(
  loader: Loader,
  states: ReadonlyArray<EntityState>,
  field: RelationField,
): Promise<void> {
  if (field.kind === "m2o") return loadReferences(loader, states, field);
  if (field.kind === "poly") {
    const loads = field.components.map((component) => loadReferences(loader, states, component));
    await Promise.all(loads);
    return;
  }
  const waiting = new Set<Promise<void>>();
  for (const state of states) {
    const relation = relationOf(state, field);
    // All of one field and tick wait for the same promise.
    if (!relation.isLoaded) waiting.add(loader.relation(relation));
  }
  if (waiting.size > 0) await Promise.all(waiting);
}

function hasField({ meta }: EntityState, field: RelationField): boolean {
  return meta.fields.get(field.fieldName) === field;
}

async function loadReferences(
  loader: Loader,
  states: ReadonlyArray<EntityState>,
  field: ManyToOneField,
): Promise<void> {
  const keys = new Set<string>();
  const inMemory = field.otherMeta;
  for (const state of states) {
    const target = targetOf(state, field);
    if (
      typeof target === "string" &&
      state.session.identityMap.find(inMemory, target) === undefined
    )
      keys.add(target);
  }
  if (keys.size > 0) await loader.byKeys(field.otherMeta, [...keys]);
}

/** The entities that the relation of all given ones leads to, each once. */
function targets(states: ReadonlyArray<EntityState>, field: RelationField): EntityState[] {
  const found = new Set<EntityState>();
  for (const state of states) {
    const relation = relationOf(state, field);
    // A reference to a row that is not there stays unloaded.
    const value = isReference(field) && !relation.isLoaded ? undefined : relation.get;
    for (const entity of listOf(value)) found.add(BaseEntity.stateOf(entity));
  }
  return [...found];
}

function isReference({ kind }: RelationField): boolean {
  return kind === "m2o" || kind === "poly";
}

function listOf(value: Entity | ReadonlyArray<Entity> | undefined): ReadonlyArray<Entity> {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as Entity];
}
