// Reads entities again: their rows, and every relation of theirs that is loaded.
import { CallSite } from "../errors/CallSite.ts";
import { parseHint } from "../hints/parseHint.ts";
import { groupBy } from "../kit/groupBy.ts";
import { populate } from "../loading/populate.ts";
import { EnumCollection } from "../relations/EnumCollection.ts";
import { type AnyRelation, relationOf } from "../relations/relationOf.ts";
import { isMember } from "../schema/isRelationField.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Entity } from "../types/Entity.ts";
import type { RefreshEntitiesOptions } from "../types/RefreshOptions.ts";
import { ownStates } from "./ownStates.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

/** A hint as an object: what of an entity is loaded, and of the entities that leads to. */
interface LoadedHint {
  [name: string]: LoadedHint;
}

/** What stands in a row of its own is refreshed with the row; these are read by statements of their own. */
type StoredRelation = Exclude<AnyRelation, { field: { kind: "m2o" | "poly" } }>;

/** @param entities all of the em when not given */
export async function refresh(
  unit: UnitOfWork,
  entities: ReadonlyArray<Entity> | undefined,
  options: RefreshEntitiesOptions<unknown> = {},
): Promise<void> {
  const { session } = unit;
  const states =
    entities === undefined ? [...session.identityMap.all] : ownStates(session, entities);
  unit.refreshes++;
  unit.loader.forgetAhead();
  try {
    await readAgain(unit, states, options);
  } finally {
    unit.refreshes--;
    unit.loader.forgetFinds();
  }
}

async function readAgain(
  unit: UnitOfWork,
  states: ReadonlyArray<EntityState>,
  { deepLoad = false, keepChanges = false, populate: hint }: RefreshEntitiesOptions<unknown>,
): Promise<void> {
  const persisted = states.filter(({ isNew, isDeleted }) => !isNew && !isDeleted);
  // A wrong hint is refused before anything is read.
  const trees = [...groupBy(persisted, ({ meta }) => meta)].map(
    ([meta, group]) => [group, parseHint(meta, hint)] as const,
  );
  const relations = persisted.flatMap((state) => loadedRelations(state));
  const hints = new Map(relations.map((relation) => [relation, hintOfMembers(relation)]));
  if (!keepChanges) for (const relation of relations) relation.discard();
  // All of it in one tick, and so in one round trip; rows are dealt before the collections that show them.
  await Promise.all([
    unit.loader.refresh(persisted, keepChanges).catch(CallSite.rethrow),
    ...relations.map((relation) => unit.loader.relation(relation)),
  ]);
  await loadNewMembers(hints);
  await Promise.all(
    trees.map(([group, tree]) =>
      populate(
        group.filter(({ isDeleted }) => !isDeleted),
        tree,
      ),
    ),
  );
  if (deepLoad) await loadEverything(persisted);
}

function loadedRelations(state: EntityState): StoredRelation[] {
  return (state.relations ?? []).filter(
    (relation): relation is StoredRelation =>
      relation !== undefined &&
      "fill" in relation &&
      (relation as unknown as StoredRelation).isLoaded,
  );
}

/** The members of a collection before it is read again, and what was loaded of them. */
interface Members {
  readonly before: ReadonlySet<Entity>;
  readonly hint: LoadedHint;
}

function hintOfMembers(relation: StoredRelation): Members {
  const before = membersOf(relation);
  const hint: LoadedHint = {};
  for (const entity of before)
    addLoaded(hint, BaseEntity.stateOf(entity), new Set([relation.state]));
  return { before: new Set(before), hint };
}

/** `seen` are the entities on the way here: a circle of loaded relations ends there. */
function addLoaded(hint: LoadedHint, state: EntityState, seen: ReadonlySet<EntityState>): void {
  if (seen.has(state)) return;
  const below = new Set(seen).add(state);
  for (const relation of loadedRelations(state)) {
    const own = (hint[relation.fieldName] ??= {});
    for (const entity of membersOf(relation)) addLoaded(own, BaseEntity.stateOf(entity), below);
  }
}

function membersOf(relation: StoredRelation): ReadonlyArray<Entity> {
  // Codes are no entities.
  if (relation instanceof EnumCollection || relation.get === undefined) return [];
  const { get } = relation;
  return Array.isArray(get) ? get : [get as Entity];
}

/** Who is new in a collection is loaded as far as the others were. */
async function loadNewMembers(hints: ReadonlyMap<StoredRelation, Members>): Promise<void> {
  await Promise.all(
    [...hints].map(async ([relation, { before, hint }]) => {
      if (relation instanceof EnumCollection) return;
      const added = membersOf(relation).filter((entity) => !before.has(entity));
      const states = added.map((entity) => BaseEntity.stateOf(entity));
      await populate(states, parseHint(relation.field.otherMeta, hint));
    }),
  );
}

/** All relations of these entities, and of those that they lead to, until nothing new is found. */
async function loadEverything(states: ReadonlyArray<EntityState>): Promise<void> {
  const seen = new Set(states);
  let level: ReadonlyArray<EntityState> = states;
  while (level.length > 0) {
    const groups = [...groupBy(level, ({ meta }) => meta)];
    await Promise.all(
      groups.map(([meta, group]) => {
        const members = meta.relations.filter((field) => isMember(field));
        return populate(
          group,
          parseHint(
            meta,
            members.map(({ fieldName }) => fieldName),
          ),
        );
      }),
    );
    const next = new Set<EntityState>();
    for (const state of level)
      for (const field of state.meta.relations)
        for (const entity of membersOf(relationOf(state, field) as StoredRelation)) {
          const other = BaseEntity.stateOf(entity);
          if (!seen.has(other)) next.add(other);
          seen.add(other);
        }
    level = [...next];
  }
}
