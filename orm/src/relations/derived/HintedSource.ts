// A value computed from what a load hint names: loading it is populating the hint.
import type { HintTree } from "../../hints/HintTree.ts";
import { treeOf } from "../../hints/parseHint.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { PopulateOptions } from "../../session/ports.ts";
import type { Entity } from "../../types/Entity.ts";
import { isHintLoaded } from "../isHintLoaded.ts";
import type { Source } from "./Source.ts";

/** Loads in place of populating the hint. */
type Load = (entity: Entity, options: { readonly forceReload?: boolean }) => Promise<unknown>;

export class HintedSource implements Source {
  readonly hint: HintTree;
  readonly #compute: (entity: Entity) => unknown;
  readonly #load: Load | undefined;

  constructor(hint: unknown, compute: (entity: Entity) => unknown, load?: Load) {
    this.hint = treeOf(hint);
    this.#compute = compute;
    this.#load = load;
  }

  typesBelow(_meta: EntityMeta): ReadonlyArray<EntityMeta> | undefined {
    return undefined;
  }

  load(states: ReadonlyArray<EntityState>, options: PopulateOptions): Promise<unknown> {
    const load = this.#load;
    if (load === undefined) return states[0]!.session.ports.populate(states, this.hint, options);
    const given = options.forceReload === true ? { forceReload: true } : {};
    return Promise.all(states.map(({ entity }) => load(entity, given)));
  }

  isLoaded(state: EntityState): boolean {
    return isHintLoaded(state, this.hint);
  }

  get({ entity }: EntityState): unknown {
    return this.#compute(entity);
  }
}
