// Where a relation leads, as far as that is known without asking the database: all of it once the relation is loaded. What is
// softly deleted counts, what is deleted does not.
import type {
  CascadeField,
  ManyToManyField,
  OneToManyField,
  OneToOneField,
} from "../schema/Field.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { ManyToMany } from "./ManyToMany.ts";
import type { OneToMany } from "./OneToMany.ts";
import type { OneToOne } from "./OneToOne.ts";
import { pointsTo, targetInMemory } from "./pointTo.ts";
import { statesIn } from "./statesIn.ts";

export function relatedInMemory(state: EntityState, field: CascadeField): EntityState[] {
  return candidates(state, field).filter((other) => !other.isDeleted);
}

function candidates(state: EntityState, field: CascadeField): ReadonlyArray<EntityState> {
  switch (field.kind) {
    case "m2o":
      return [targetInMemory(state, field) ?? []].flat();
    case "poly":
      return field.components.flatMap((component) => targetInMemory(state, component) ?? []);
    case "o2m":
    case "o2o":
      return children(state, field);
    case "m2m":
      return others(state, field);
  }
}

/** Those that were loaded, and those that were pointed here since. */
function children(state: EntityState, field: OneToManyField | OneToOneField): EntityState[] {
  const found = new Set(statesIn(storedIn(state, field)));
  for (const child of state.session.links.of(field, state)) found.add(child);
  return [...found].filter((child) => pointsTo(child, field.otherField, state));
}

/** Those that were loaded without those that were removed, and those that were added. */
function others(state: EntityState, field: ManyToManyField): EntityState[] {
  const found = new Set(statesIn(storedIn(state, field)));
  for (const other of state.session.joinRows.addedTo(field, state)) found.add(other);
  return [...found];
}

/** What a relation shows that was loaded; a large one keeps nothing. */
function storedIn(
  state: EntityState,
  field: OneToManyField | OneToOneField | ManyToManyField,
): unknown {
  // The objects are not asked for their class, which would be a ring of imports: their classes ask this.
  const relation = state.relations?.[field.relationIndex] as OneToMany | ManyToMany | undefined;
  if (relation?.isLoaded !== true) return undefined;
  if (field.kind === "o2o") return (relation as unknown as OneToOne).stored;
  return relation.getWithDeleted;
}
