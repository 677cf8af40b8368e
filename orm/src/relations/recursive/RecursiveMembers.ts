// All that a relation of an entity to its own kind leads to, over and over. Nothing of it is kept: it is worked out from the
// relation itself, as that stands in memory, so what is not flushed is part of it.
import { CallSite } from "../../errors/CallSite.ts";
import { InvalidValueError } from "../../errors/InvalidValueError.ts";
import { NotFoundError } from "../../errors/NotFoundError.ts";
import { NotLoadedError } from "../../errors/NotLoadedError.ts";
import { RecursiveCycleError } from "../../errors/RecursiveCycleError.ts";
import type { RecursiveField } from "../../schema/Field.ts";
import { taggedIdOfKey } from "../../schema/keys.ts";
import { isSoftlyDeleted } from "../../session/softDeletion.ts";
import type { Entity } from "../../types/Entity.ts";
import type {
  LoadedReadOnlyCollection,
  RecursiveCollection,
  RecursiveLoadOptions,
} from "../../types/relations.ts";
import { checkLoadable } from "../checkLoadable.ts";
import { Member } from "../Member.ts";
import { View } from "../View.ts";
import { type Walk, walk } from "./walk.ts";

/** Deeper than this is a chain that nobody meant. */
const deepest = 10_000;

export class RecursiveMembers
  extends Member<RecursiveField>
  implements LoadedReadOnlyCollection<Entity, Entity>, RecursiveCollection<Entity, Entity>
{
  readonly #view = new View<Entity>();

  get isLoaded(): boolean {
    return this.#walk(Infinity).missing.size === 0;
  }

  /** Nothing can be added to it. */
  get hasBeenSet(): boolean {
    return false;
  }

  get get(): ReadonlyArray<Entity> {
    return this.#view.at(this.state.session.revision, () => this.#members(Infinity, false));
  }

  get getWithDeleted(): ReadonlyArray<Entity> {
    return Object.freeze(this.#members(Infinity, true));
  }

  async load(options: RecursiveLoadOptions = {}): Promise<ReadonlyArray<Entity>> {
    await this.loadPath(options);
    const { maxDepth, withDeleted = false } = options;
    if (maxDepth !== undefined) return Object.freeze(this.#members(maxDepth, withDeleted));
    return withDeleted ? this.getWithDeleted : this.get;
  }

  /**
   * @internal Loads the relation on everything that it leads to. What is pointed elsewhere in memory leads to rows that the
   * database does not find from here, so that it may take another round.
   */
  async loadPath({
    maxDepth = Infinity,
    forceReload = false,
  }: RecursiveLoadOptions): Promise<void> {
    checkLoadable(this.state);
    this.#checkDepth(maxDepth);
    const { state, field } = this;
    if (forceReload) state.session.ports.forgetAhead();
    // A many-to-one knows its target from its own row, so it has nothing to ask again.
    if (forceReload && !state.isNew && field.along.kind !== "m2o")
      await this.#ask(new Map([[state.key!, maxDepth]]), true);
    const asked = new Set<string>();
    for (;;) {
      const { missing } = this.#walk(maxDepth);
      if (missing.size === 0) return;
      const again = [...missing.keys()].filter((key) => asked.has(key));
      if (again.length > 0)
        throw new NotFoundError({ ids: again.map((key) => taggedIdOfKey(field.otherMeta, key)) });
      for (const key of missing.keys()) asked.add(key);
      await this.#ask(missing, false);
    }
  }

  async #ask(starts: ReadonlyMap<string, number>, isForced: boolean): Promise<void> {
    await this.state.session.ports
      .loadRecursive(this.field, starts, isForced)
      .catch(CallSite.rethrow);
  }

  #members(maxDepth: number, withDeleted: boolean): Entity[] {
    const { entity, fieldName } = this;
    const { members, missing, cycle } = this.#walk(maxDepth, withDeleted);
    if (missing.size > 0) throw new NotLoadedError({ entity, field: fieldName });
    if (cycle !== undefined)
      throw new RecursiveCycleError({
        entity,
        fieldName,
        path: cycle.map((state) => state.entity),
      });
    // A reference leads on from what is softly deleted, which no collection shows.
    return members
      .filter((state) => withDeleted || !isSoftlyDeleted(state))
      .map((state) => state.entity);
  }

  #walk(maxDepth: number, withDeleted = false): Walk {
    return walk(this.state, this.field.along, maxDepth, withDeleted);
  }

  #checkDepth(maxDepth: number): void {
    const isDepth =
      maxDepth === Infinity ||
      (Number.isSafeInteger(maxDepth) && maxDepth >= 1 && maxDepth <= deepest);
    if (isDepth) return;
    throw new InvalidValueError({
      entity: this.entity,
      field: this.fieldName,
      reason: `cannot be loaded to this depth: maxDepth is a whole number from 1 to ${deepest}`,
    });
  }
}
