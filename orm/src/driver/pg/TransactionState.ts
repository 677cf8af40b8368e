// A transaction that is open on a connection: what still has to be sent to open it, and what has happened to it.
import { DatabaseError } from "../../errors/DatabaseError.ts";
import { sqlState } from "../../errors/sqlState.ts";
import type { Statement } from "../../sql/Statement.ts";
import type { TransactionOptions } from "../Driver.ts";
import { begin, releaseSavepoint, savepoint, settingsStatement } from "./borders.ts";

export class TransactionState {
  readonly options: TransactionOptions;
  /** By which its fate can be asked for; known once something was written that asked for it. */
  id: string | undefined;
  /** The error that made the server refuse everything else. */
  firstError: Error | undefined;
  #isSensitive = false;
  /** BEGIN, settings and savepoints that leave with the next statements, which saves their round trips. */
  #border: Statement[];
  #isBegun = false;
  #depth = 0;

  /** @throws TransactionOptionError (`TXN_OPTION`) */
  constructor(options: TransactionOptions = {}) {
    this.options = options;
    const settings = settingsStatement(options.settings ?? {});
    this.#border = settings === undefined ? [begin(options)] : [begin(options), settings];
  }

  get isReadOnly(): boolean {
    return this.options.readOnly === true;
  }

  /** A statement of it may have bound values that nobody may see: what COMMIT finds wrong may be one of them. */
  get isSensitive(): boolean {
    return this.#isSensitive;
  }

  note(statements: ReadonlyArray<Statement>): void {
    this.#isSensitive ||= statements.some(({ isSensitive }) => isSensitive === true);
  }

  /** BEGIN was sent. */
  get isBegun(): boolean {
    return this.#isBegun;
  }

  /** BEGIN would say no more than that what follows is one transaction. */
  get canBeImplicit(): boolean {
    const { needsBlock, isolation, readOnly, deferrable } = this.options;
    const isPlain = isolation === undefined && readOnly !== true && deferrable !== true;
    return needsBlock === false && isPlain && !this.#isBegun && this.#border.length === 1;
  }

  takeBorder(): ReadonlyArray<Statement> {
    const border = this.#border;
    this.#border = [];
    this.#isBegun = true;
    return border;
  }

  /** Begins a part that can be taken back by itself. @throws the error that has ended the transaction */
  enter(): { readonly name: string; readonly opening: Statement } {
    if (this.firstError !== undefined) throw this.firstError;
    const name = `kingpost_${++this.#depth}`;
    const opening = savepoint(name);
    this.#border.push(opening);
    return { name, opening };
  }

  /** The part becomes one with what is around it. @throws the error that has ended the transaction */
  keep(name: string, opening: Statement): void {
    if (this.firstError !== undefined) throw this.firstError;
    this.#depth--;
    if (!this.#withdraw(opening)) this.#border.push(releaseSavepoint(name));
  }

  /** The part is taken back; true when nothing of it was sent. */
  leave(opening: Statement): boolean {
    this.#depth--;
    if (this.#withdraw(opening)) return true;
    // What waits to be sent is inside of it.
    this.#border = [];
    return false;
  }

  /** The error as it is to be told: what a failed transaction refuses is refused for the first error. */
  errorFor(error: Error): Error {
    const isConsequence =
      error instanceof DatabaseError && error.sqlState === sqlState.inFailedTransaction;
    if (isConsequence && this.firstError !== undefined) return this.firstError;
    this.firstError = error;
    return error;
  }

  #withdraw(opening: Statement): boolean {
    const at = this.#border.indexOf(opening);
    if (at < 0) return false;
    this.#border.length = at;
    return true;
  }
}
