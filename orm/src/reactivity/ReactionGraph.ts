// Which changes concern whom, in one domain: the reactive hints of all who have one, turned around once, when the domain links.
// A flush looks up what it changed here; what nobody reacts to is a look-up that finds nothing.
import { HintTree } from "../hints/HintTree.ts";
import { invertHint, type Trigger } from "../hints/invertHint.ts";
import type { ReactiveTree } from "../hints/ReactiveTree.ts";
import { printPath, type ReversePath } from "../hints/ReversePath.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField, EnumCollectionField, ManyToManyField } from "../schema/Field.ts";
import { isOfType } from "../schema/isOfType.ts";

/** Who has a reactive hint: a rule of an entity type. */
export interface Reactor {
  readonly meta: EntityMeta;
  readonly tree: ReactiveTree;
  /** What the hint asks to be loaded. */
  readonly toLoad: HintTree;
  /** Where it was registered, for what is said at boot. */
  readonly label: string;
}

/** Whoever is concerned by a change, and the way from what was changed to the entities that it concerns. */
export interface Concern<R extends Reactor = Reactor> {
  readonly reactor: R;
  readonly path: ReversePath;
}

type JoinField = ManyToManyField | EnumCollectionField;

export class ReactionGraph<R extends Reactor = Reactor> {
  readonly reactors: ReadonlyArray<R>;
  /** What is wrong with the hints. */
  readonly problems: ReadonlyArray<string>;
  readonly #bySet = new Map<ColumnField, Concern<R>[]>();
  readonly #byJoin = new Map<JoinField, Concern<R>[]>();
  readonly #coming: Concern<R>[] = [];
  readonly #going: Concern<R>[] = [];
  /** By the type of what came or went, worked out when the first of that type does. */
  readonly #cameByType = new Map<EntityMeta, ReadonlyArray<Concern<R>>>();
  readonly #wentByType = new Map<EntityMeta, ReadonlyArray<Concern<R>>>();
  readonly #places: ReadonlyMap<R, number>;
  /** By the places of those whose hints they are. */
  readonly #hints = new Map<string, HintTree>();

  constructor(reactors: ReadonlyArray<R>, isFixed: (column: ColumnField) => boolean) {
    this.reactors = reactors;
    this.#places = new Map(reactors.map((reactor, at) => [reactor, at]));
    const problems = new Set<string>();
    for (const reactor of reactors) {
      const inverted = invertHint(reactor.meta, reactor.tree, isFixed);
      for (const problem of inverted.problems) problems.add(`${reactor.label}: ${problem}`);
      for (const trigger of inverted.triggers) this.#add(reactor, trigger);
      // An entity that is new concerns all who react to its own type, whatever their hints.
      this.#coming.push({ reactor, path: inverted.start });
    }
    this.problems = [...problems];
  }

  /** Nobody has a reactive hint. */
  get isEmpty(): boolean {
    return this.reactors.length === 0;
  }

  /** Whom it concerns that a column of a persisted entity was set. */
  ofSet(column: ColumnField): ReadonlyArray<Concern<R>> {
    return this.#bySet.get(column) ?? nobody;
  }

  /** Whom it concerns that an entity has more or fewer rows of the field's join table. */
  ofJoin(field: JoinField): ReadonlyArray<Concern<R>> {
    return this.#byJoin.get(field) ?? nobody;
  }

  /** Whom it concerns that there is a new entity of this type. */
  ofCreated(meta: EntityMeta): ReadonlyArray<Concern<R>> {
    return ofType(this.#coming, meta, this.#cameByType);
  }

  /** Whom it concerns that an entity of this type is deleted. */
  ofDeleted(meta: EntityMeta): ReadonlyArray<Concern<R>> {
    return ofType(this.#going, meta, this.#wentByType);
  }

  /** What several ask to be loaded, as one hint: the same one for the same, so that what was planned for it is found again. */
  hintOf(some: ReadonlyArray<R>): HintTree {
    if (some.length === 1) return some[0]!.toLoad;
    const places = some.map((reactor) => this.#places.get(reactor)!);
    const key = places.toSorted((a, b) => a - b).join();
    let hint = this.#hints.get(key);
    if (hint === undefined)
      this.#hints.set(key, (hint = HintTree.merge(some.map(({ toLoad }) => toLoad))));
    return hint;
  }

  /** One line for each change that concerns somebody, in the order of registration. */
  toString(): string {
    const lines: string[] = [];
    const add = (change: string, concerns: ReadonlyArray<Concern<R>>): void => {
      for (const { reactor, path } of concerns)
        lines.push(`${change}: ${printPath(path)} (${reactor.label})`);
    };
    for (const [column, concerns] of this.#bySet)
      add(`set ${column.meta.type}.${column.fieldName}`, concerns);
    for (const [field, concerns] of this.#byJoin)
      add(`join ${field.meta.type}.${field.fieldName}`, concerns);
    for (const concern of this.#coming) add(`create ${concern.path.meta.type}`, [concern]);
    for (const concern of this.#going) add(`delete ${concern.path.meta.type}`, [concern]);
    return lines.join("\n");
  }

  #add(reactor: R, trigger: Trigger): void {
    const concern = { reactor, path: trigger.path };
    switch (trigger.kind) {
      case "set":
        return put(this.#bySet, trigger.column, concern);
      case "joined":
        return put(this.#byJoin, trigger.field, concern);
      case "came or went":
        this.#coming.push(concern);
        this.#going.push(concern);
        return;
      case "went":
        this.#going.push(concern);
    }
  }
}

const nobody: ReadonlyArray<never> = [];

function put<K, C>(concerns: Map<K, C[]>, key: K, concern: C): void {
  const known = concerns.get(key);
  if (known === undefined) concerns.set(key, [concern]);
  else known.push(concern);
}

function ofType<R extends Reactor>(
  all: ReadonlyArray<Concern<R>>,
  meta: EntityMeta,
  known: Map<EntityMeta, ReadonlyArray<Concern<R>>>,
): ReadonlyArray<Concern<R>> {
  let concerns = known.get(meta);
  if (concerns === undefined)
    known.set(meta, (concerns = all.filter(({ path }) => isOfType(meta, path.meta))));
  return concerns;
}
