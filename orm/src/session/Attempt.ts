// Changes that are made together or not at all: while an attempt is made it takes down what was before, so that all of it can be
// taken back when the work fails halfway. At any other time a change costs no more than itself.
import type { ColumnField } from "../schema/Field.ts";
import type { EntityState } from "./EntityState.ts";
import type { Session } from "./Session.ts";

/** An entity as it was. */
interface Kept {
  readonly values: unknown[] | undefined;
  readonly changed: Set<ColumnField> | undefined;
  readonly deleted: EntityState["deleted"];
  readonly isCreated: boolean;
  readonly isDirty: boolean;
}

export class Attempt {
  readonly #session: Session;
  readonly #kept = new Map<EntityState, Kept>();
  readonly #made = new Set<EntityState>();
  readonly #undos: Array<() => void> = [];

  constructor(session: Session) {
    this.#session = session;
  }

  /** Runs what changes entities without waiting; when it throws, nothing was changed. */
  static run<R>(session: Session, work: () => R): R {
    const attempt = new Attempt(session);
    session.attempt = attempt;
    try {
      return work();
    } catch (error) {
      session.attempt = undefined;
      attempt.#takeBack();
      throw error;
    } finally {
      session.attempt = undefined;
    }
  }

  /** An entity was made. */
  made(state: EntityState): void {
    this.#made.add(state);
  }

  /** An entity is about to be changed or deleted. */
  changes(state: EntityState): void {
    if (this.#made.has(state) || this.#kept.has(state)) return;
    const { created, dirty } = this.#session;
    this.#kept.set(state, {
      values: state.values === undefined ? undefined : [...state.values],
      changed: state.changed === undefined ? undefined : new Set(state.changed),
      deleted: state.deleted,
      isCreated: created.has(state),
      isDirty: dirty.has(state),
    });
  }

  /** Something else is changed: how to take it back. */
  push(undo: () => void): void {
    this.#undos.push(undo);
  }

  #takeBack(): void {
    for (const undo of this.#undos.toReversed()) undo();
    for (const [state, kept] of this.#kept) this.#restore(state, kept);
    const { created, discarded, identityMap } = this.#session;
    for (const state of [...this.#made].toReversed()) {
      created.delete(state);
      discarded.delete(state);
      state.deleted = "flushed";
      // Nothing of it leads anywhere.
      state.values = undefined;
      identityMap.takeBackNumber(state);
    }
    identityMap.evict(this.#made);
    // Whoever has worked something out meanwhile does so anew.
    this.#session.revision++;
    this.#session.changes++;
  }

  #restore(state: EntityState, { values, changed, deleted, isCreated, isDirty }: Kept): void {
    const { created, dirty, deleted: toDelete, discarded, identityMap } = this.#session;
    if (state.isDeleted && deleted === "no") {
      toDelete.delete(state);
      discarded.delete(state);
      identityMap.takeBackKey(state);
    }
    state.values = values;
    state.changed = changed;
    state.deleted = deleted;
    if (isCreated) created.add(state);
    if (isDirty) dirty.add(state);
    else dirty.delete(state);
  }
}
