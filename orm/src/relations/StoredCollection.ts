// A collection that remembers what the database had of it when it was loaded; what is pending stands elsewhere, and the two
// together are what it shows.
import { NotLoadedError } from "../errors/NotLoadedError.ts";
import type { RelationField } from "../schema/Field.ts";
import { type CounterpartOf, counterpartsIn } from "../session/counterpartsIn.ts";
import type { EntityState } from "../session/EntityState.ts";
import { checkWritable } from "../session/fieldAccess.ts";
import { Member } from "./Member.ts";
import { View } from "./View.ts";

type Members = ReadonlyArray<EntityState> | ReadonlySet<EntityState> | ReadonlySet<string>;

/** `M` are its members as users see them, `S` holds them as the database had them, `R` a list given to `set`. */
export abstract class StoredCollection<
  F extends RelationField,
  M,
  S extends Members,
  R extends Members,
> extends Member<F> {
  /** The members as the database had them; `undefined` until loaded. */
  protected stored: S | undefined;
  /** The list given to `set` before anything was loaded. */
  protected replacement: R | undefined = undefined;
  #hasBeenSet = false;
  /** Members of which only the database knows whether it has them, after a flush that wrote them was rolled back. */
  #doubtful: Set<unknown> | undefined = undefined;
  #view: View<M> | undefined = undefined;

  /** @param empty what an entity has that was made in this em: nothing of it was in the database */
  constructor(state: EntityState, field: F, empty: S) {
    super(state, field);
    this.stored = state.number > 0 ? empty : undefined;
  }

  get isLoaded(): boolean {
    return this.stored !== undefined;
  }

  get hasBeenSet(): boolean {
    return this.#hasBeenSet;
  }

  get get(): ReadonlyArray<M> {
    this.checkLoaded();
    return (this.#view ??= new View()).at(this.state.session.revision, () => this.shown());
  }

  /** @internal Takes over what the same collection in another unit of work remembers. */
  takeOver(from: this, counterpartOf: CounterpartOf): void {
    const { stored, replacement } = from;
    this.stored = stored && counterpartsIn(stored, counterpartOf);
    this.#hasBeenSet = from.#hasBeenSet;
    if (replacement !== undefined) this.replaceLater(counterpartsIn(replacement, counterpartOf));
  }

  abstract set(members: ReadonlyArray<M>): void;

  removeAll(): void {
    this.checkLoaded();
    this.set([]);
  }

  /** What it shows, in order, worked out anew. */
  protected abstract shown(): M[];

  protected checkLoaded(): void {
    if (this.stored === undefined)
      throw new NotLoadedError({ entity: this.entity, field: this.fieldName });
  }

  /** A change begins. */
  protected touch(): void {
    checkWritable(this.state);
    const { attempt } = this.state.session;
    if (!this.#hasBeenSet) attempt?.push(() => (this.#hasBeenSet = false));
    if (this.replacement !== undefined) attempt?.push(this.replacementKept());
    this.#hasBeenSet = true;
  }

  /** How to have again the list of a set that is not resolved. */
  protected replacementKept(): () => void {
    const kept = this.replacement === undefined ? undefined : this.copyOf(this.replacement);
    return () => {
      this.replacement = kept;
      const { unresolvedSets } = this.state.session;
      if (kept === undefined) unresolvedSets.delete(this);
      else unresolvedSets.add(this);
    };
  }

  protected abstract copyOf(replacement: R): R;

  /** Remembers the list of a set that nothing can be compared with yet. */
  protected replaceLater(members: R): void {
    this.state.session.attempt?.push(this.replacementKept());
    this.replacement = members;
    this.state.session.unresolvedSets.add(this);
  }

  /** The list of a set that was never resolved, which ends here. */
  protected takeReplacement(): R | undefined {
    const { replacement } = this;
    this.replacement = undefined;
    this.state.session.unresolvedSets.delete(this);
    return replacement;
  }

  /** What the database has, as just read or just written. */
  protected store(stored: S): void {
    // Read again, it may show others; whoever has worked something out from it does so anew.
    if (this.stored !== undefined) this.state.session.revision++;
    this.stored = stored;
    this.#doubtful = undefined;
    this.#view = undefined;
  }

  /** What the flush has written is what the database has. */
  protected settleWith(stored: S): void {
    this.stored = stored;
    this.#doubtful = undefined;
    this.#hasBeenSet = false;
  }

  /** What the flush has written was rolled back, and is pending again. */
  protected unsettleWith(stored: S): void {
    this.stored = stored;
    this.#hasBeenSet = true;
    this.#view = undefined;
  }

  /** Nobody here knows whether the database has the member. */
  protected doubt(member: unknown): void {
    (this.#doubtful ??= new Set()).add(member);
  }

  protected isDoubtful(member: unknown): boolean {
    return this.#doubtful?.has(member) === true;
  }
}
