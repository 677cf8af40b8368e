// Which children were pointed at a parent in this unit of work, so that the parent's collection shows them, loaded or not.
// Whether a child still points there is asked of the child itself; this only remembers whom to ask.
import type { OneToManyField, OneToOneField } from "../schema/Field.ts";
import type { EntityState } from "./EntityState.ts";

/** A parent that is in memory, or the key of one that is not. */
type Parent = EntityState | string;

export class Links {
  readonly #children = new Map<OneToManyField | OneToOneField, Map<Parent, Set<EntityState>>>();

  add(field: OneToManyField | OneToOneField, parent: Parent, child: EntityState): void {
    let parents = this.#children.get(field);
    if (parents === undefined) this.#children.set(field, (parents = new Map()));
    let children = parents.get(parent);
    if (children === undefined) parents.set(parent, (children = new Set()));
    // Pointing there anew puts it last, as an insertion would.
    children.delete(child);
    children.add(child);
  }

  /** Children that were pointed at the parent, by object or by key, and may have been pointed elsewhere since. */
  of(field: OneToManyField | OneToOneField, parent: EntityState): Iterable<EntityState> {
    const parents = this.#children.get(field);
    if (parents === undefined) return [];
    const byObject = parents.get(parent) ?? [];
    const byKey = parent.key === undefined ? undefined : parents.get(parent.key);
    return byKey === undefined ? byObject : [...byKey, ...byObject];
  }

  /** Every parent at which a child was pointed, with the field on which it shows. */
  *parents(): Iterable<readonly [OneToManyField | OneToOneField, Parent]> {
    for (const [field, parents] of this.#children)
      for (const parent of parents.keys()) yield [field, parent];
  }

  /** Forgets everything, after it was written. */
  settle(): void {
    this.#children.clear();
  }
}
