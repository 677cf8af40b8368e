// A transaction that stays open between the flushes in it: `em.transaction`, with the parts that can be taken back by themselves.
import type { Connection, Savepoint } from "../driver/Driver.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Session } from "../session/Session.ts";
import type { FlushRun } from "./FlushRun.ts";
import { UndoLog } from "./UndoLog.ts";

/** What belongs to one part; the outermost one has no savepoint, and ends with COMMIT. */
interface Part {
  readonly savepoint: Savepoint | undefined;
  readonly undo: UndoLog;
  /** The flushes that wrote, in their order. */
  readonly runs: FlushRun[];
}

export class OpenTransaction {
  readonly connection: Connection;
  readonly isReadOnly: boolean;
  /** The flush that left with COMMIT, when nobody knows what became of it. */
  lastRun: FlushRun | undefined;
  readonly #session: Session;
  readonly #parts: Part[];

  constructor(session: Session, connection: Connection, isReadOnly: boolean) {
    this.#session = session;
    this.connection = connection;
    this.isReadOnly = isReadOnly;
    this.#parts = [newPart(session, undefined)];
  }

  /** The flushes that wrote, and that were not taken back. */
  get runs(): ReadonlyArray<FlushRun> {
    return this.#parts.flatMap(({ runs }) => runs);
  }

  /** Takes a flush down that has written, before the entities come to know of it. */
  record(run: FlushRun): void {
    const { undo, runs } = this.#parts.at(-1)!;
    undo.record(run);
    runs.push(run);
  }

  /** Takes entities down whose rows a statement has written by itself, before they come to know of it. */
  recordRows(states: ReadonlyArray<EntityState>): void {
    this.#parts.at(-1)!.undo.recordRows(states);
  }

  /** Begins a part. @throws the error that has ended the transaction */
  async enter(): Promise<void> {
    const savepoint = await this.connection.savepoint();
    this.#parts.push(newPart(this.#session, savepoint));
  }

  /** Keeps the innermost part. @throws the error of a statement in it that failed */
  async keep(): Promise<void> {
    const { savepoint, undo, runs } = this.#parts.at(-1)!;
    await savepoint!.release();
    this.#parts.pop();
    const around = this.#parts.at(-1)!;
    around.undo.append(undo);
    around.runs.push(...runs);
  }

  /** Takes the innermost part back, and has pending again what was flushed in it. */
  async takeBack(because: Error): Promise<void> {
    const { savepoint, undo } = this.#parts.pop()!;
    try {
      await savepoint!.rollback(because);
    } finally {
      undo.undo();
    }
  }

  /** What was flushed is pending again: the transaction was rolled back. */
  undo(): void {
    this.lastRun?.madeKeys.takeBack();
    for (const { undo } of this.#parts.splice(0).toReversed()) undo.undo();
  }
}

function newPart(session: Session, savepoint: Savepoint | undefined): Part {
  return { savepoint, undo: new UndoLog(session), runs: [] };
}
