// The functions that the rooms below ask for, of one unit of work. Methods of a class, since an object of functions would be made
// for each em.
import type { HintTree } from "../hints/HintTree.ts";
import { parseHint } from "../hints/parseHint.ts";
import { payloadsOf } from "../json/payloadsOf.ts";
import { loadStates } from "../lens/loadStates.ts";
import { populate } from "../loading/populate.ts";
import { changesOf } from "../relations/changes/changesOf.ts";
import { isHintLoaded } from "../relations/isHintLoaded.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type {
  LazyColumnField,
  ManyToManyField,
  OneToManyField,
  RecursiveField,
} from "../schema/Field.ts";
import type { MapKey } from "../schema/keys.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { LoadableRelation, PopulateOptions, Ports } from "../session/ports.ts";
import type { JsonOptions } from "../types/JsonPayload.ts";
import type { LensOptions } from "../types/Lens.ts";
import type { UpsertOpts } from "../types/UpsertOpts.ts";
import { countMembers } from "./countMembers.ts";
import { setOpts } from "./setOpts.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";
import { upsert } from "./upsert/upsert.ts";

export class EmPorts implements Ports {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  loadByKey(meta: EntityMeta, key: MapKey): Promise<void> {
    return this.#unit.loader.byKey(meta, key);
  }

  loadByKeys(meta: EntityMeta, keys: ReadonlyArray<string>): Promise<unknown> {
    return this.#unit.loader.byKeys(meta, keys);
  }

  loadChild(field: OneToManyField, parent: string, key: string): Promise<void> {
    return this.#unit.loader.child(field, parent, key);
  }

  loadRelation(relation: LoadableRelation): Promise<void> {
    return this.#unit.loader.relation(relation);
  }

  loadRelations(relations: ReadonlyArray<LoadableRelation>): Promise<unknown> | undefined {
    return this.#unit.loader.relations(relations);
  }

  forgetAhead(): void {
    this.#unit.loader.forgetAhead();
  }

  preload(states: ReadonlyArray<EntityState>, tree: HintTree): Promise<void> | undefined {
    return this.#unit.loader.preload(states[0]!.meta, states, [], tree);
  }

  populate(
    states: ReadonlyArray<EntityState>,
    tree: HintTree,
    options?: PopulateOptions,
  ): Promise<void> {
    return populate(states, tree, options);
  }

  loadLazy(state: EntityState, field: LazyColumnField): Promise<void> {
    return this.#unit.loader.lazy(state, field);
  }

  loadRecursive(
    field: RecursiveField,
    starts: ReadonlyMap<string, number>,
    isForced: boolean,
  ): Promise<void> {
    return this.#unit.loader.recursive(field, starts, isForced);
  }

  hasMember(
    state: EntityState,
    field: ManyToManyField,
    key: string,
    withEntity: boolean,
  ): Promise<boolean> {
    return this.#unit.loader.hasPair(state, field, key, withEntity);
  }

  countMembers(
    state: EntityState,
    field: OneToManyField | ManyToManyField,
    where: object | undefined,
  ): Promise<number> {
    return countMembers(this.#unit, state, field, where);
  }

  payloadsOf(
    states: ReadonlyArray<EntityState>,
    hint: unknown,
    options?: JsonOptions,
  ): Promise<object[]> {
    return payloadsOf(states, hint, options);
  }

  async setDeepPartial(state: EntityState, input: unknown, opts?: UpsertOpts): Promise<void> {
    await upsert(this.#unit, state.meta, input, opts, state);
  }

  changesOf(state: EntityState): object {
    return changesOf(state);
  }

  loadLens(
    state: EntityState,
    path: ReadonlyArray<string>,
    options?: LensOptions,
  ): Promise<unknown> {
    return loadStates([state], false, path, options);
  }

  isLoaded(state: EntityState, hint: unknown): boolean {
    return isHintLoaded(state, parseHint(state.meta, hint));
  }

  setOpts(state: EntityState, opts: object): void {
    setOpts(state, opts);
  }
}
