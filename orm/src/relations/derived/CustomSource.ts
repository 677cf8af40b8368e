// A value that the class itself knows how to load, per entity; loads of one tick batch as all requests do.
import type { HintTree } from "../../hints/HintTree.ts";
import { treeOf } from "../../hints/parseHint.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { PopulateOptions } from "../../session/ports.ts";
import type { Entity } from "../../types/Entity.ts";
import type { Source } from "./Source.ts";

/** The parts of `hasCustomReference` and `hasCustomCollection` that read. */
export interface CustomReading {
  readonly load: (entity: Entity, options: { readonly forceReload?: boolean }) => Promise<unknown>;
  readonly get: (entity: Entity) => unknown;
  readonly isLoaded: (entity: Entity) => boolean;
  /** Populated before `load` runs, for all entities at once. */
  readonly loadHint?: unknown;
}

export class CustomSource implements Source {
  readonly hint: HintTree | undefined;
  readonly #reading: CustomReading;

  constructor(reading: CustomReading) {
    this.#reading = reading;
    const { loadHint } = reading;
    this.hint =
      loadHint === undefined || typeof loadHint === "function" ? undefined : treeOf(loadHint);
  }

  typesBelow(_meta: EntityMeta): ReadonlyArray<EntityMeta> | undefined {
    return undefined;
  }

  async load(states: ReadonlyArray<EntityState>, options: PopulateOptions): Promise<void> {
    const given = options.forceReload === true ? { forceReload: true } : {};
    await this.#populate(states, options);
    await Promise.all(states.map(({ entity }) => this.#reading.load(entity, given)));
  }

  hintOf(entity: Entity): HintTree | undefined {
    const { loadHint } = this.#reading;
    return typeof loadHint === "function"
      ? treeOf((loadHint as (entity: Entity) => unknown)(entity))
      : this.hint;
  }

  isLoaded({ entity }: EntityState): boolean {
    return this.#reading.isLoaded(entity);
  }

  get({ entity }: EntityState): unknown {
    return this.#reading.get(entity);
  }

  async #populate(states: ReadonlyArray<EntityState>, options: PopulateOptions): Promise<void> {
    const { ports } = states[0]!.session;
    if (this.hint !== undefined) await ports.populate(states, this.hint, options);
    else
      await Promise.all(
        states.map(async (state) => {
          const hint = this.hintOf(state.entity);
          if (hint !== undefined) await ports.populate([state], hint, options);
        }),
      );
  }
}
