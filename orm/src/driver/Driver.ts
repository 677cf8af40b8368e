// The port to the database: it knows statements, transactions and connections, never entities.
import type { Cell, Statement } from "../sql/Statement.ts";
import type { LookAhead } from "../types/LookAhead.ts";
import type { PreloadPlugin } from "../types/PreloadPlugin.ts";
import type { TransactionFate } from "../types/TransactionFate.ts";
import type { DriverEvents } from "./DriverEvents.ts";
import type { EntityIdAssigner } from "./EntityIdAssigner.ts";
import type { IdAssigner } from "./IdAssigner.ts";
import type { TypeParser } from "./TypeParser.ts";

/** A column of an answer: its name, and the number of its type in `pg_type`. */
export interface ResultColumn {
  readonly name: string;
  readonly typeId: number;
  /** What the driver was told to make of its cells. */
  readonly parse?: TypeParser;
}

/** The answer to one statement: rows as arrays of cells in the order of the select list, nothing parsed. See also `Answer`. */
export interface Result {
  readonly rows: ReadonlyArray<ReadonlyArray<Cell>>;
  readonly rowCount: number;
  /** The command tag's verb: `SELECT`, `INSERT`, `COMMIT`, `ROLLBACK`, … */
  readonly command: string;
  /** Of statements that ask to be described; empty when they give no rows. */
  readonly columns?: ReadonlyArray<ResultColumn>;
}

/** How one statement of several ended; statements outside a transaction succeed or fail on their own. */
export type Outcome =
  | { readonly result: Result; readonly error?: undefined }
  | { readonly error: Error; readonly result?: undefined };

export interface TransactionOptions {
  readonly isolation?: "read committed" | "repeatable read" | "serializable";
  readonly readOnly?: boolean;
  /** A serializable transaction that only reads waits until it can do so without conflicts. */
  readonly deferrable?: boolean;
  /** Settings of the server that hold until the transaction ends, as `set_config(name, value, true)` makes them. */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * None of the statements needs a transaction block, as LOCK, SET and SAVEPOINT do: where nothing else calls for BEGIN, they are sent without
   * it, and the end of their exchange commits them.
   */
  readonly needsBlock?: false;
  /** Told after COMMIT where in the server's log the commit stands, by drivers that have a replica. */
  readonly onCommit?: (lsn: string) => void;
}

/** Of a transaction that is one exchange. */
export interface TransactOptions extends TransactionOptions {
  /** Leaves along with the transaction, and runs by itself when that is over: nobody waits for it. Where `isPipelined` is true. */
  readonly behind?: Behind;
  /** Stops what is running once nobody waits for it; for transactions that only read. */
  readonly signal?: AbortSignal | undefined;
}

/** A statement whose answer is welcome when it comes. */
export interface Behind {
  readonly statement: Statement;
  accept(result: Result): void;
  abandon?(): void;
}

export interface ExecuteOptions {
  readonly pipeline?: boolean;
  /** No statement needs another one to have run: outside a transaction they may run at once, on several connections. */
  readonly isUnordered?: boolean;
  /**
   * Cancels a statement that runs alone on its connection and outside a transaction; anything else runs to its end, since
   * others wait for it. Its outcome is `QueryCanceledError`, or `AbortError` when it was never sent.
   */
  readonly signal?: AbortSignal | undefined;
  /** In a transaction: it writes, so that the fate of COMMIT may have to be asked for later. */
  readonly isWrite?: boolean;
  /** The signal may also end a transaction, of which nothing is needed then. */
  readonly endsTransaction?: boolean;
}

/** What can run statements: the driver itself (any free connection) or one connection that was taken. */
export interface Executor {
  /** Whether `transact` is one round trip, and begins a transaction of its own. */
  readonly isPipelined?: boolean;
  /**
   * Sends all statements, by default in one pipeline: one round trip for any number of them. Outcomes come in the
   * order of the statements; the promise itself rejects only when no connection could be had (`ConnectionError`).
   * Inside a transaction nothing is run after a statement that failed: the others fail by the same error.
   */
  execute(
    statements: ReadonlyArray<Statement>,
    options?: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>>;

  /**
   * BEGIN, the statements and COMMIT in one pipeline. Resolves to the statements' results once COMMIT is known to have
   * succeeded; rejects with the first statement's error after everything was rolled back. On a connection that has an
   * open transaction the statements just run in it.
   */
  transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactOptions,
  ): Promise<ReadonlyArray<Result>>;
}

/** One connection taken from the pool, for a transaction that needs JavaScript between its statements. */
export interface Connection extends Executor {
  readonly inTransaction: boolean;
  /** Sends nothing yet: BEGIN leaves with the first statements. A transaction without statements is never begun. */
  begin(options?: TransactionOptions): Promise<void>;
  /**
   * Sends the statements and COMMIT in one pipeline, and gives the statements' results. When it rejects, the transaction is over:
   * what failed before COMMIT has been rolled back.
   */
  commit(statements?: ReadonlyArray<Statement>): Promise<ReadonlyArray<Result>>;
  /** With the error that made it necessary, a failing ROLLBACK is noted on it as `rollbackError` instead of thrown. */
  rollback(because?: Error): Promise<void>;
  /** Begins a part of the transaction that can be taken back by itself. It leaves with the next statements, as BEGIN does. */
  savepoint(): Promise<Savepoint>;
  /** Gives the connection back; afterwards every method throws `TransactionClosedError`. A broken one is destroyed instead. */
  release(): void;
}

/** A part of a transaction; parts that are begun within it end before it. */
export interface Savepoint {
  /** Makes the part one with what is around it. Rejects when a statement of it has failed: it can only be rolled back then. */
  release(): Promise<void>;
  /** Takes the part back; what was done before it stays, and the transaction goes on. `because` is as for `rollback`. */
  rollback(because?: Error): Promise<void>;
}

export interface Driver extends Executor {
  connect(): Promise<Connection>;
  readonly events: DriverEvents;
  /** Hands out ids before rows are written. */
  readonly ids: IdAssigner;
  /** What became of a transaction whose COMMIT was not answered, by the id that `CommitUnknownError` has; for drivers that can ask. */
  findTransactionFate?(transactionId: string): Promise<TransactionFate>;
  /** Hand out ids in place of `ids`, by the name of the type. */
  readonly idAssigners?: Readonly<Record<string, EntityIdAssigner>> | undefined;
  /** How many entities an em may hold, unless it says so itself. */
  readonly entityLimit?: number | undefined;
  /** What serves those who only read. */
  readonly replica?: Driver | undefined;
  /** How ems on it load hints ahead, unless they say themselves. */
  readonly preloadPlugin?: PreloadPlugin | undefined;
  /** By what ems on it load ahead what they were not told of, unless they say themselves. */
  readonly lookAhead?: LookAhead | undefined;
}
