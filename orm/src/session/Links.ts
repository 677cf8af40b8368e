// Which children were pointed at a parent in this unit of work, so that the parent's collection shows them, loaded or not.
// Whether a child still points there is asked of the child itself; this only remembers whom to ask.
import type { OneToManyField, OneToOneField } from "../schema/Field.ts";
import { type CounterpartOf, counterpartsIn } from "./counterpartsIn.ts";
import type { EntityState } from "./EntityState.ts";

/** A parent that is in memory, or the key of one that is not. */
type Parent = EntityState | string;

const none: ReadonlyArray<EntityState> = [];

type Field = OneToManyField | OneToOneField;
/** In the order in which they were pointed there; one that was pointed there again stands there again, and its last place counts. */
type Children = Map<Field, Map<Parent, EntityState[]>>;

/** Everything that is pending, to be given back to `restore`. */
export type LinkChanges = Children | undefined;

export class Links {
  /** Since the last flush; made by the first change, as most units of work change nothing. */
  #pending: Children | undefined;
  /** Of parents made in this em, whose collections were never loaded and so know no other way. */
  #settled: Children | undefined;

  add(field: Field, parent: Parent, child: EntityState): void {
    push(childrenOf((this.#pending ??= new Map()), field, parent), child);
  }

  /** Takes over what another unit of work knows. */
  takeOver(from: Links, counterpartOf: CounterpartOf): void {
    this.#pending = from.#pending && counterparts(from.#pending, counterpartOf);
    this.#settled = from.#settled && counterparts(from.#settled, counterpartOf);
  }

  /** Children that were pointed at the parent, by object or by key, and may have been pointed elsewhere since. */
  of(field: Field, parent: EntityState): ReadonlyArray<EntityState> {
    const settled = this.#settled?.get(field)?.get(parent);
    const pending = this.#pending?.get(field);
    const byKey = parent.key === undefined ? undefined : pending?.get(parent.key);
    const byObject = pending?.get(parent);
    if (settled === undefined && byKey === undefined && byObject === undefined) return none;
    return [...unique(settled ?? none), ...unique(byKey ?? none), ...unique(byObject ?? none)];
  }

  /** Children that a parent made in this em was given before the last flush, and that may have been pointed elsewhere since. */
  settledOf(field: Field, parent: EntityState): ReadonlyArray<EntityState> {
    return unique(this.#settled?.get(field)?.get(parent) ?? none);
  }

  /** The parents that came from the database and at which a child was pointed since the last flush. */
  *loadedParents(): Iterable<readonly [Field, Parent]> {
    for (const [field, parents] of this.#pending ?? [])
      for (const parent of parents.keys()) if (!isMadeHere(parent)) yield [field, parent];
  }

  get changes(): LinkChanges {
    return this.#pending;
  }

  /** What was settled is pending again, with what was linked since behind it. */
  restore(settled: LinkChanges): void {
    const since = this.#pending;
    this.#pending = settled;
    for (const [field, parents] of since ?? [])
      for (const [parent, children] of parents)
        for (const child of children) this.add(field, parent, child);
  }

  /** What is pending was written: parents that came from the database have it in their collections from here on. */
  settle(): void {
    for (const [field, parents] of this.#pending ?? [])
      for (const [parent, children] of parents)
        if (isMadeHere(parent)) keep((this.#settled ??= new Map()), field, parent, children);
    this.#pending = undefined;
  }
}

function isMadeHere(parent: Parent): boolean {
  return typeof parent === "object" && parent.number > 0;
}

/** Up to here a list may repeat itself; beyond, whenever it has doubled, it is seen to that it does not for the most part. */
const fewChildren = 64;

function push(children: EntityState[], child: EntityState): void {
  if (children.at(-1) === child) return;
  children.push(child);
  const { length } = children;
  if (length < fewChildren || (length & (length - 1)) !== 0) return;
  const kept = unique(children);
  if (kept.length * 4 > length * 3) return;
  for (const [at, each] of kept.entries()) children[at] = each;
  children.length = kept.length;
}

/** Each once, at its last place. */
function unique(children: ReadonlyArray<EntityState>): ReadonlyArray<EntityState> {
  if (children.length < 2) return children;
  if (new Set(children).size === children.length) return children;
  return [...new Set(children.toReversed())].toReversed();
}

function childrenOf(links: Children, field: Field, parent: Parent): EntityState[] {
  let parents = links.get(field);
  if (parents === undefined) links.set(field, (parents = new Map()));
  let children = parents.get(parent);
  if (children === undefined) parents.set(parent, (children = []));
  return children;
}

function keep(links: Children, field: Field, parent: Parent, children: EntityState[]): void {
  let parents = links.get(field);
  if (parents === undefined) links.set(field, (parents = new Map()));
  const known = parents.get(parent);
  // What was there before keeps its place.
  parents.set(parent, known === undefined ? children : [...new Set([...known, ...children])]);
}

function counterparts(links: Children, counterpartOf: CounterpartOf): Children {
  return new Map(
    Array.from(links, ([field, parents]) => [
      field,
      new Map(
        Array.from(parents, ([parent, children]) => [
          typeof parent === "string" ? parent : counterpartOf(parent),
          counterpartsIn(children, counterpartOf),
        ]),
      ),
    ]),
  );
}
