// What flushes of a transaction that is still open made of the entities: should it be rolled back, they are pending again. What is in
// memory stays as it is; what the database has is what it had before, and the difference is what the next flush writes.
//
// It keeps what flushes replaced, and so costs in proportion to what they wrote, not to what is loaded.
import type { AdoptableChanges } from "../session/Adoptables.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { EnumRowChanges } from "../session/EnumRows.ts";
import type { JoinRowChanges } from "../session/JoinRows.ts";
import type { LinkChanges } from "../session/Links.ts";
import type { MergeChanges } from "../session/Merges.ts";
import type { Session } from "../session/Session.ts";
import type { FlushResult } from "../types/FlushResult.ts";
import type { FlushRun } from "./FlushRun.ts";
import type { MadeKeys } from "./MadeKeys.ts";
import { type Before, restoreEntity } from "./undo/restoreEntity.ts";
import { restoreWrittenRow, type WrittenRow } from "./undo/restoreWrittenRow.ts";
import { unsettleChildren } from "./undo/unsettleChildren.ts";
import {
  isCodeStored,
  isPairStored,
  unsettlePairs,
  type WrittenCode,
  type WrittenPair,
  writtenCodes,
  writtenPairs,
} from "./undo/unsettlePairs.ts";

/** What one flush wrote beside the rows of entities: what was pending, and what of it was sent. */
interface Written {
  readonly joinRows: JoinRowChanges;
  readonly pairs: ReadonlyArray<WrittenPair>;
  readonly enumRows: EnumRowChanges;
  readonly codes: ReadonlyArray<WrittenCode>;
  readonly links: LinkChanges;
  readonly merges: MergeChanges;
  readonly adoptables: AdoptableChanges;
  readonly expectedTokens: Session["expectedTokens"];
  readonly notifications: Session["notifications"];
  readonly madeKeys: MadeKeys;
}

/** An entity before a statement wrote its row that was no flush's. */
interface RowBefore extends WrittenRow {
  /** A flush of the transaction had written it by then. */
  readonly wasFlushed: boolean;
}

export class UndoLog {
  readonly #session: Session;
  readonly #before = new Map<EntityState, Before>();
  readonly #written: Written[] = [];
  readonly #rows: RowBefore[] = [];
  readonly #lastFlush: FlushResult | undefined;

  constructor(session: Session) {
    this.#session = session;
    this.#lastFlush = session.lastFlush;
  }

  /** Takes down what a flush has written, before the entities come to know of it. */
  record({ created, updated, deleted, madeKeys }: FlushRun): void {
    for (const states of [created, updated, deleted])
      for (const state of states)
        if (!this.#before.has(state)) {
          const isTouched = !state.isNew && !state.isDeleted && !state.changed?.size;
          this.#before.set(state, { row: state.row, isTouched });
        }
    const { joinRows, enumRows, links, merges, adoptables } = this.#session;
    const { expectedTokens, notifications } = this.#session;
    this.#written.push({
      joinRows: joinRows.changes,
      pairs: writtenPairs(joinRows.pending),
      enumRows: enumRows.changes,
      codes: writtenCodes(enumRows.pending),
      links: links.changes,
      merges: merges.changes,
      adoptables: adoptables.changes,
      expectedTokens,
      notifications,
      madeKeys,
    });
  }

  /** Takes down entities whose rows a statement has written that was no flush's. */
  recordRows(states: ReadonlyArray<EntityState>): void {
    for (const state of states) {
      const { row, deleted } = state;
      this.#rows.push({ state, row: row!, deleted, wasFlushed: this.#before.has(state) });
    }
  }

  /** Takes over what a part of the transaction did that was kept. */
  append(inner: UndoLog): void {
    for (const [state, before] of inner.#before)
      if (!this.#before.has(state)) this.#before.set(state, before);
    this.#written.push(...inner.#written);
    this.#rows.push(...inner.#rows);
  }

  /** Makes pending again what was flushed: a rollback took it back. */
  undo(): void {
    const session = this.#session;
    session.lastFlush = this.#lastFlush;
    const rows = this.#rows.toReversed();
    // What was written after a flush is taken back before it, and the other way round.
    for (const row of rows) if (row.wasFlushed) restoreWrittenRow(row);
    this.#undoFlushes(session);
    for (const row of rows) if (!row.wasFlushed) restoreWrittenRow(row);
  }

  #undoFlushes(session: Session): void {
    if (this.#written.length === 0) return;
    unsettleChildren(session, this.#before);
    for (const [state, before] of this.#before) restoreEntity(state, before);
    if (this.#before.values().some(({ row }) => row === undefined)) inOrder(session);
    const latestFirst = this.#written.toReversed();
    for (const { pairs, codes } of latestFirst) unsettlePairs(pairs, codes);
    for (const written of latestFirst) {
      const { joinRows, enumRows, links, merges, adoptables } = written;
      const { expectedTokens, notifications } = written;
      session.joinRows.restore(joinRows, isPairStored);
      session.enumRows.restore(enumRows, isCodeStored);
      session.links.restore(links);
      session.merges.restore(merges);
      session.adoptables.restore(adoptables);
      if (expectedTokens !== undefined)
        session.expectedTokens = new Map([...expectedTokens, ...(session.expectedTokens ?? [])]);
      if (notifications !== undefined)
        session.notifications = [...notifications, ...(session.notifications ?? [])];
    }
    for (const { madeKeys } of latestFirst) madeKeys.takeBack();
    session.revision++;
    session.changes++;
    session.flushes++;
  }
}

/** New entities are written in the order of their creation, whatever was flushed of them before. */
function inOrder({ created }: Session): void {
  const states = [...created].toSorted((a, b) => a.order - b.order);
  created.clear();
  for (const state of states) created.add(state);
}
