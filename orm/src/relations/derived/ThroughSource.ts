// Where a path of relations leads: loading it is populating the path, reading it is walking through memory.
import { HintTree } from "../../hints/HintTree.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import { typesBelow } from "../../schema/LoadableMember.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { PopulateOptions } from "../../session/ports.ts";
import { isSoftlyDeleted } from "../../session/softDeletion.ts";
import type { Entity } from "../../types/Entity.ts";
import { kindOf } from "../members/kindOf.ts";
import type { Source } from "./Source.ts";

export class ThroughSource implements Source {
  readonly hint: HintTree;
  readonly #path: ReadonlyArray<string>;
  readonly #isMany: boolean;

  constructor(path: ReadonlyArray<string>, isMany: boolean) {
    this.#path = path;
    this.#isMany = isMany;
    this.hint = path.reduceRight(
      (below, key) => new HintTree(new Map([[key, below]])),
      HintTree.nothing,
    );
  }

  typesBelow(meta: EntityMeta): ReadonlyArray<EntityMeta> | undefined {
    let metas: ReadonlyArray<EntityMeta> = [meta];
    for (const key of this.#path) {
      const types = new Set<EntityMeta>();
      for (const { members } of metas) {
        const member = members.get(key);
        const below = member === undefined ? [] : typesBelow(member);
        if (below === undefined) return undefined;
        for (const type of below) types.add(type);
      }
      metas = [...types];
    }
    return metas;
  }

  load(states: ReadonlyArray<EntityState>, options: PopulateOptions): Promise<unknown> {
    return states[0]!.session.ports.populate(states, this.hint, options);
  }

  isLoaded(start: EntityState): boolean {
    return this.#walk(start, false) !== undefined;
  }

  /** Each entity at the end once, in the order in which it is come upon. */
  get(start: EntityState, withDeleted: boolean): Entity | ReadonlyArray<Entity> | undefined {
    const ends = this.#walk(start, withDeleted) ?? [];
    if (!this.#isMany) return ends[0]?.entity;
    // A reference at the end leads to what is softly deleted, which no collection shows.
    return ends
      .filter((state) => withDeleted || !isSoftlyDeleted(state))
      .map(({ entity }) => entity);
  }

  /** `undefined` when a relation on the way is not loaded. */
  #walk(start: EntityState, withDeleted: boolean): ReadonlyArray<EntityState> | undefined {
    let states: ReadonlyArray<EntityState> = [start];
    for (const key of this.#path) {
      const next = new Set<EntityState>();
      for (const state of states) {
        const member = state.meta.members.get(key);
        if (member === undefined) continue;
        const kind = kindOf(member);
        if (!kind.isLoaded(state, member)) return undefined;
        for (const target of kind.targets(state, member, withDeleted)) next.add(target);
      }
      states = [...next];
    }
    return states;
  }
}
