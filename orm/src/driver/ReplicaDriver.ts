// Sends what only reads to a replica. One who has written before may ask that the replica has come so far: the question goes along with
// what is read, so that it costs nothing where the answer is yes; where it stays no, the primary serves.
import { setTimeout as delay } from "node:timers/promises";
import { ConnectionError } from "../errors/ConnectionError.ts";
import { PoolTimeoutError } from "../errors/PoolTimeoutError.ts";
import { SerializationError } from "../errors/SerializationError.ts";
import { TransactionClosedError } from "../errors/TransactionClosedError.ts";
import { TransactionOptionError } from "../errors/TransactionOptionError.ts";
import type { Statement } from "../sql/Statement.ts";
import type {
  Connection,
  Driver,
  ExecuteOptions,
  Executor,
  Outcome,
  Result,
  Savepoint,
  TransactionOptions,
  TransactOptions,
} from "./Driver.ts";
import { DriverWrapper } from "./DriverWrapper.ts";
import { resultsOf } from "./resultsOf.ts";

/** What one unit of work asks of its replica. */
export interface ReplicaUse {
  /** It only reads. */
  readonly isReader: boolean;
  /** Where in the log the writes are that it wants to see. */
  readonly lsn: string | undefined;
}

/** How long a read waits for the replica before it goes to the primary. */
const patienceMs = 250;
const pauseMs = 5;

export class ReplicaDriver extends DriverWrapper {
  readonly #replica: Driver;
  readonly #use: ReplicaUse;

  constructor(primary: Driver, replica: Driver, use: ReplicaUse) {
    super(primary);
    this.#replica = replica;
    this.#use = use;
  }

  override async execute(
    statements: ReadonlyArray<Statement>,
    options?: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>> {
    const { isReader, lsn } = this.#use;
    if (!isReader) return await this.inner.execute(statements, options);
    const there = await this.#onReplica(async () => {
      if (lsn === undefined) return whole(await this.#replica.execute(statements, options));
      // In this order: each statement sees at least what the one before it saw.
      const ordered = { ...options, isUnordered: false };
      const asked = [reached(lsn), ...statements];
      const [first, ...outcomes] = whole(await this.#replica.execute(asked, ordered));
      return isYes(first!) ? outcomes : undefined;
    });
    return there ?? (await this.inner.execute(statements, options));
  }

  override async transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactOptions,
  ): Promise<ReadonlyArray<Result>> {
    if (!this.#canServe(options)) return await this.inner.transact(statements, options);
    const there = await this.#onReplica(async () => {
      const connection = await this.#replica.connect();
      try {
        if (!(await this.#hasCome(connection))) return undefined;
        return await connection.transact(statements, options);
      } finally {
        connection.release();
      }
    });
    return there ?? (await this.inner.transact(statements, options));
  }

  override async connect(): Promise<Connection> {
    if (!this.#use.isReader) return await this.inner.connect();
    return new ReadingConnection(
      this,
      async (options) => (await this.#connectFor(options)) ?? (await this.inner.connect()),
    );
  }

  /** A connection to the replica, where that can serve the transaction. */
  async #connectFor(options: TransactionOptions | undefined): Promise<Connection | undefined> {
    if (!this.#canServe(options)) return undefined;
    return await this.#onReplica(async () => {
      const connection = await this.#replica.connect();
      let hasCome = false;
      try {
        hasCome = await this.#hasCome(connection);
      } finally {
        if (!hasCome) connection.release();
      }
      return hasCome ? connection : undefined;
    });
  }

  /** A standby knows nothing of serializable transactions. */
  #canServe(options: TransactionOptions | undefined): boolean {
    return this.#use.isReader && options?.readOnly === true && options.isolation !== "serializable";
  }

  async #hasCome(connection: Connection): Promise<boolean> {
    const { lsn } = this.#use;
    if (lsn === undefined) return true;
    const [outcome] = whole(await connection.execute([reached(lsn)]));
    return isYes(outcome!);
  }

  /** Until the replica has come far enough; `undefined` when that takes too long, or it cannot serve at all. */
  async #onReplica<R>(attempt: () => Promise<R | undefined>): Promise<R | undefined> {
    const deadline = performance.now() + patienceMs;
    try {
      for (;;) {
        const answer = await attempt();
        if (answer !== undefined || performance.now() > deadline) return answer;
        await delay(pauseMs);
      }
    } catch (error) {
      if (isOfReplica(error)) return undefined;
      throw error;
    }
  }
}

/** Takes a connection when it begins a transaction: to the replica where that can serve it, else to the primary. */
class ReadingConnection implements Connection {
  readonly #outside: Driver;
  readonly #connectFor: (options?: TransactionOptions) => Promise<Connection>;
  #taken: Connection | undefined;
  #isReleased = false;

  /** @param outside what statements outside of a transaction run on */
  constructor(outside: Driver, connectFor: (options?: TransactionOptions) => Promise<Connection>) {
    this.#outside = outside;
    this.#connectFor = connectFor;
  }

  get inTransaction(): boolean {
    return this.#taken?.inTransaction === true;
  }

  async execute(
    statements: ReadonlyArray<Statement>,
    options?: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>> {
    return await this.#executor().execute(statements, options);
  }

  async transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactOptions,
  ): Promise<ReadonlyArray<Result>> {
    return await this.#executor().transact(statements, options);
  }

  async begin(options?: TransactionOptions): Promise<void> {
    this.#executor();
    // What one transaction was served by may be away for the next.
    if (!this.inTransaction) {
      this.#taken?.release();
      this.#taken = undefined;
    }
    this.#taken ??= await this.#connectFor(options);
    await this.#taken.begin(options);
  }

  async commit(statements?: ReadonlyArray<Statement>): Promise<ReadonlyArray<Result>> {
    return await this.#open().commit(statements);
  }

  async rollback(because?: Error): Promise<void> {
    await this.#open().rollback(because);
  }

  async savepoint(): Promise<Savepoint> {
    return await this.#open().savepoint();
  }

  release(): void {
    this.#executor();
    this.#isReleased = true;
    this.#taken?.release();
    this.#taken = undefined;
  }

  #executor(): Executor {
    if (this.#isReleased) throw new TransactionClosedError();
    return this.#taken ?? this.#outside;
  }

  #open(): Connection {
    this.#executor();
    if (this.#taken !== undefined) return this.#taken;
    throw new TransactionOptionError({ reason: "No transaction is open on this connection" });
  }
}

function reached(lsn: string): Statement {
  return {
    text: "SELECT NOT pg_is_in_recovery() OR pg_last_wal_replay_lsn() >= $1::pg_lsn",
    values: [lsn],
    operation: "replica position",
  };
}

/** @throws ConnectionError (`CONNECTION`), DatabaseError (`DATABASE`) for a place in the log that is none */
function isYes(outcome: Outcome): boolean {
  return resultsOf([outcome])[0]!.rows[0]?.[0] === "t";
}

/** What is the replica's own trouble: it is away, or what was read is in the way of what it has to replay. */
function isOfReplica(error: unknown): boolean {
  return (
    error instanceof ConnectionError ||
    error instanceof PoolTimeoutError ||
    error instanceof SerializationError
  );
}

/** @throws what is the replica's own trouble */
function whole(outcomes: ReadonlyArray<Outcome>): ReadonlyArray<Outcome> {
  for (const { error } of outcomes) if (isOfReplica(error)) throw error as Error;
  return outcomes;
}
