// Deals the rows of related entities to the relations that wait for them.
import type { Rows } from "../driver/Rows.ts";
import type { ManyToMany } from "../relations/ManyToMany.ts";
import type { OneToMany } from "../relations/OneToMany.ts";
import type { OneToOne } from "../relations/OneToOne.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { compareKeys, type MapKey } from "../schema/keys.ts";
import type { EntityState } from "../session/EntityState.ts";
import { hydrate } from "../session/hydrate.ts";
import { readKeys } from "../session/readKeys.ts";
import type { Session } from "../session/Session.ts";
import { checkCollectionSizes } from "./checkCollectionSizes.ts";
import { isOrderedHere } from "./selectRelated.ts";

export type StoredRelation = OneToMany | OneToOne | ManyToMany;

/**
 * Fills the relations, all of one field, each with those of the rows that are its own; the entities of all rows.
 * @throws EntityLimitError (`ENTITY_LIMIT`)
 */
export function dealRelated(
  session: Session,
  field: StoredRelation["field"],
  rows: Rows,
  relations: Iterable<StoredRelation>,
): EntityState[] {
  const { meta, otherMeta } = field;
  const owners = readKeys(rows, meta, ownerColumn(field));
  const waiting = [...relations];
  checkCollectionSizes(owners, waiting, session.identityMap.limit);
  const { revision, identityMap } = session;
  const { size } = identityMap;
  const states = hydrate(session, otherMeta, rows);
  // What was not in memory before points where its row says, as long as nothing changes.
  const isNew = identityMap.size - size === states.length && session.revision === revision;
  const byOwner = dealt(owners, states, isOrderedHere(field) ? otherMeta : undefined);
  for (const relation of waiting) relation.fill(byOwner.get(relation.state.mapKey!) ?? [], isNew);
  return states;
}

/** Where the owner's key stands: a child's row holds its parent's, and behind the row of a many-to-many's other it is appended. */
export function ownerColumn(field: StoredRelation["field"]): number {
  const { otherMeta } = field;
  return field.kind === "m2m"
    ? (otherMeta.reading ?? otherMeta).columns.length
    : field.otherField.index;
}

/** Each owner's own of the states, in the order of their keys when `ordered` is their type, else in the order in which they came. */
function dealt(
  owners: ReadonlyArray<MapKey | undefined>,
  states: ReadonlyArray<EntityState>,
  ordered: EntityMeta | undefined,
): Map<MapKey, EntityState[]> {
  const byOwner = new Map<MapKey, EntityState[]>();
  const unordered = new Set<EntityState[]>();
  // By index: `entries()` makes a pair for each row.
  for (let at = 0; at < owners.length; at++) {
    const owner = owners[at]!;
    const state = states[at]!;
    const known = byOwner.get(owner);
    if (known === undefined) {
      byOwner.set(owner, [state]);
      continue;
    }
    if (ordered !== undefined && compareKeys(ordered, known.at(-1)!.mapKey!, state.mapKey!) > 0)
      unordered.add(known);
    known.push(state);
  }
  for (const list of unordered) list.sort((a, b) => compareKeys(ordered!, a.mapKey!, b.mapKey!));
  return byOwner;
}
