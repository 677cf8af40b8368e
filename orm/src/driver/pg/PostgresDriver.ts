// The driver for Postgres, over a pool of node-postgres that it borrows and never ends.
import type pg from "pg";
import { ConfigError } from "../../errors/ConfigError.ts";
import { ConnectionError } from "../../errors/ConnectionError.ts";
import { PoolTimeoutError } from "../../errors/PoolTimeoutError.ts";
import { arrayLiteral } from "../../sql/arrayLiteral.ts";
import type { Statement } from "../../sql/Statement.ts";
import type { LookAhead } from "../../types/LookAhead.ts";
import type { PreloadPlugin } from "../../types/PreloadPlugin.ts";
import type { TransactionClient } from "../../types/TransactionClient.ts";
import type { TransactionFate } from "../../types/TransactionFate.ts";
import { classifyError } from "../classifyError.ts";
import { ClientDriver } from "../ClientDriver.ts";
import { ConnectionHolder } from "../ConnectionHolder.ts";
import type {
  Connection,
  Driver,
  ExecuteOptions,
  Outcome,
  Result,
  TransactOptions,
} from "../Driver.ts";
import { DriverEventHub } from "../DriverEventHub.ts";
import type { DriverEvents, QueryEvent } from "../DriverEvents.ts";
import type { EntityIdAssigner } from "../EntityIdAssigner.ts";
import type { IdAssigner } from "../IdAssigner.ts";
import { PartConnection } from "../PartConnection.ts";
import { resultsOf } from "../resultsOf.ts";
import { SequenceIdAssigner } from "../SequenceIdAssigner.ts";
import { isServerError } from "../ServerError.ts";
import type { TypeParser } from "../TypeParser.ts";
import { Channel, type ChannelSettings, type ClientMemory, type SettingsMode } from "./Channel.ts";
import { findTransactionFate } from "./findTransactionFate.ts";
import { type ConnectionSettings, PostgresConnection } from "./PostgresConnection.ts";
import { QueryLog, type Redact } from "./QueryLog.ts";
import { RowReader } from "./RowReader.ts";
import { settingsStatements } from "./sessionSettings.ts";
import { StatementNames } from "./StatementNames.ts";
import { type SqlComment, StatementText } from "./StatementText.ts";

export interface PostgresDriverOpts {
  /**
   * `named` (the default) prepares each statement once per connection. `unnamed` keeps nothing on the server between
   * transactions, for poolers that cannot handle prepared statements. `off` does not pipeline either: one statement, one
   * round trip.
   */
  readonly prepared?: "named" | "unnamed" | "off";
  /**
   * What is done about a reply to COMMIT that is lost. `onDemand`, the default, leaves the question to `em.resolveCommit()`: the
   * transaction's id comes ahead of the answer to COMMIT, in the same round trip, and is lost only if that is lost as well. Measured, that
   * is 8 µs for each transaction that writes. `true` asks the server by itself what became of the transaction and reports that, instead of
   * `CommitUnknownError`; the id is there before COMMIT leaves then, which costs one round trip per transaction. With `false` only
   * transactions whose COMMIT leaves by itself have an id to ask with: `em.transaction`, and flushes that run something before COMMIT. So
   * it is by default with `prepared: "off"`, where an id would be a round trip.
   */
  readonly verifyCommit?: boolean | "onDemand";
  /** Milliseconds that a statement may take, unless its transaction says otherwise; `StatementTimeoutError` after that. */
  readonly statementTimeout?: number;
  /**
   * On how many connections the batches of one tick may run at once, outside a transaction. The default, 1, sends them all on one
   * connection in one round trip, where the server works on them one after the other: the best for statements that take less than
   * a round trip. More lets the server work on slow ones at once, for as many of the pool's connections.
   */
  readonly maxConcurrency?: number;
  /** Called after each statement, as a listener to `query` is. */
  readonly onQuery?: (sql: string, event: QueryEvent) => void;
  /** Hides what is bound in events: all of it, or what a function leaves out. */
  readonly redact?: Redact;
  /** From how many milliseconds on a statement is told as a `slowQuery` too. */
  readonly slowQueryMs?: number;
  /** Serves ems that only read. They see writes of before by `em.afterWrites(lsn)`; what the replica cannot serve, the pool does. */
  readonly replica?: pg.Pool;
  /** Where new ids come from; by default blocks of each table's sequence. */
  readonly idAssigner?: IdAssigner;
  /** Where new ids of single types come from instead, by the name of the type: of a hierarchy, that of the type that all of it extends. */
  readonly idAssigners?: Readonly<Record<string, EntityIdAssigner>>;
  /** How many entities an em on it may hold, unless the em says so itself; otherwise as many as the domain says. */
  readonly entityLimit?: number;
  /**
   * Appends a comment to each statement, by which the server's logs and statistics tell who sent it: with `true` what the statement is
   * for, as `op='find%20Author'`; with a function also what that gives, such as `traceparent`. Statements whose comments differ from one
   * time to the next are not kept prepared.
   */
  readonly sqlComment?: SqlComment;
  /** How hints are loaded ahead; by default a pipeline with a statement for each level. */
  readonly preloadPlugin?: PreloadPlugin;
  /** By what ems on it learn which relations to load ahead of being asked for; by default they load what they are told to. */
  readonly lookAhead?: LookAhead;
}

/**
 * Runs Kingpost's statements on a `pg.Pool`.
 *
 * ```ts
 * const pool = new pg.Pool(newPgConnectionConfig());
 * const driver = new PostgresDriver(pool);
 * const em = new EntityManager(ctx, driver);
 * ```
 *
 * @throws ConnectionError (`CONNECTION`), PoolTimeoutError (`POOL_TIMEOUT`) when no connection can be had
 */
export class PostgresDriver implements Driver {
  readonly events: DriverEvents;
  readonly ids: IdAssigner;
  readonly preloadPlugin: PreloadPlugin | undefined;
  readonly lookAhead: LookAhead | undefined;
  readonly idAssigners: Readonly<Record<string, EntityIdAssigner>> | undefined;
  readonly entityLimit: number | undefined;
  readonly replica: Driver | undefined;
  readonly #typeParsers: Map<number, TypeParser>;
  readonly #pool: pg.Pool;
  readonly #maxConcurrency: number;
  readonly #settings: ConnectionSettings;
  readonly #channels: ChannelSettings;
  readonly #memories = new WeakMap<pg.PoolClient, ClientMemory>();

  /** @param shared what it has in common with the driver whose replica it is; drivers alone give it */
  constructor(
    pool: pg.Pool,
    options: PostgresDriverOpts = {},
    shared: { events?: DriverEventHub; typeParsers?: Map<number, TypeParser> } = {},
  ) {
    const {
      prepared = "named",
      verifyCommit = "onDemand",
      statementTimeout,
      maxConcurrency = 1,
      idAssigner,
      preloadPlugin,
      lookAhead,
      onQuery,
      redact = false,
      slowQueryMs,
      replica,
      idAssigners,
      entityLimit,
      sqlComment = false,
    } = options;
    const { events = new DriverEventHub(), typeParsers = new Map<number, TypeParser>() } = shared;
    this.idAssigners = idAssigners;
    this.entityLimit = entityLimit;
    this.#typeParsers = typeParsers;
    this.events = events;
    this.ids = idAssigner ?? new SequenceIdAssigner();
    this.preloadPlugin = preloadPlugin;
    this.lookAhead = lookAhead;
    this.#pool = pool;
    this.#maxConcurrency = Math.min(maxConcurrency, pool.options.max);
    this.#channels = {
      names: prepared === "named" ? new StatementNames() : undefined,
      mode: settingsModes[prepared],
      settings: settingsStatements(statementTimeout),
      texts: new StatementText(sqlComment),
      parsers: typeParsers,
    };
    this.#settings = {
      events,
      queries: new QueryLog(events, { redact, slowQueryMs }),
      isPipelined: prepared !== "off",
      findFate: verifyCommit === true ? (id) => this.findTransactionFate(id) : undefined,
      asksId: verifyCommit === "onDemand",
    };
    const { replica: _pool, onQuery: _listener, ...others } = options;
    this.replica =
      replica &&
      new PostgresDriver(replica, { ...others, idAssigner: this.ids }, { events, typeParsers });
    if (onQuery !== undefined) events.on("query", (event) => onQuery(event.sql, event));
    // Without a listener, an idle connection that dies would end the process.
    pool.on("error", (error) => events.emit("warning", { error: classifyError(error) }));
  }

  get isPipelined(): boolean {
    return this.#settings.isPipelined && this.#settings.findFate === undefined;
  }

  async execute(
    statements: ReadonlyArray<Statement>,
    options?: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>> {
    if (statements.length === 0) return [];
    const lanes = Math.min(this.#maxConcurrency, statements.length);
    if (lanes > 1 && options?.isUnordered === true)
      return await this.#executeAtOnce(statements, lanes, options);
    const connection = await this.connect();
    try {
      return await connection.execute(statements, options);
    } finally {
      connection.release();
    }
  }

  /** Each connection takes every so manieth statement. */
  async #executeAtOnce(
    statements: ReadonlyArray<Statement>,
    lanes: number,
    options: ExecuteOptions,
  ): Promise<ReadonlyArray<Outcome>> {
    const outcomes = await Promise.all(
      Array.from({ length: lanes }, (_, lane) =>
        this.execute(
          statements.filter((_each, at) => at % lanes === lane),
          { ...options, isUnordered: false },
        ),
      ),
    );
    return statements.map((_, at) => outcomes[at % lanes]![Math.floor(at / lanes)]!);
  }

  async transact(
    statements: ReadonlyArray<Statement>,
    options?: TransactOptions,
  ): Promise<ReadonlyArray<Result>> {
    if (statements.length === 0) return [];
    const connection = await this.connect();
    try {
      return await connection.transact(statements, options);
    } finally {
      connection.release();
    }
  }

  findTransactionFate(transactionId: string): Promise<TransactionFate> {
    return findTransactionFate(transactionId, (statements) => this.execute(statements));
  }

  connect(): Promise<Connection> {
    const { events } = this.#settings;
    const start = events.has("acquire") ? performance.now() : 0;
    return new Promise((resolve, reject) => {
      this.#pool.connect((error, client) => {
        if (client === undefined) return reject(this.#toRefusal(error));
        if (events.has("acquire")) events.emit("acquire", { waitMs: performance.now() - start });
        // Not a tick later: a client that dies right here must find somebody listening.
        resolve(this.#connectionOn(client, (isBroken) => client.release(isBroken)));
      });
    });
  }

  /**
   * A driver whose statements all run on one client: that of an open `em.transaction`, or one of `pg` that you have taken yourself. A flush
   * within a transaction of that client is a part of it, which ends with it; outside it is a transaction of its own.
   * @example
   * await em.transaction(async (txn) => {
   *   const other = new EntityManager(ctx, driver.withClient(txn));
   *   …
   * });
   *
   * **SQL**: SAVEPOINT and RELEASE in place of BEGIN and COMMIT where a transaction is open.
   */
  withClient(client: TransactionClient | pg.ClientBase): Driver {
    const open = ConnectionHolder.connectionOf(client);
    if (open !== undefined) return new ClientDriver(this, () => new PartConnection(open));
    const own = client as pg.PoolClient;
    return new ClientDriver(this, () => {
      const connection = this.#connectionOn(own, () => undefined);
      if (own.getTransactionStatus() !== "T") return connection;
      connection.join();
      return new PartConnection(connection, () => connection.leave());
    });
  }

  /**
   * Says what `em.sql` and the `txn` of transactions give for values of a type, by its number in `pg_type`. Fields of entities have codecs
   * for that.
   * @example
   * driver.setTypeParser(1700, (text) => new Decimal(text)); // numeric
   */
  setTypeParser(typeId: number, parse: TypeParser): void {
    this.#typeParsers.set(typeId, parse);
  }

  getTypeParser(typeId: number): TypeParser | undefined {
    return this.#typeParsers.get(typeId);
  }

  /**
   * As `setTypeParser` for types whose numbers differ from one database to the next, such as those of extensions, by their names.
   * @example
   * await driver.registerTypeParsers({ vector: parseVector, "public.mood[]": parseMoods });
   *
   * **SQL**: `SELECT to_regtype(name)::oid FROM unnest($1::text[]) AS given(name)`
   * @throws ConfigError (`CONFIG`) for names of no types
   */
  async registerTypeParsers(parsers: Readonly<Record<string, TypeParser>>): Promise<void> {
    const names = Object.keys(parsers);
    const outcomes = await this.execute([
      {
        text: "SELECT to_regtype(name)::oid::text FROM unnest($1::text[]) WITH ORDINALITY AS given(name, place) ORDER BY place",
        values: [arrayLiteral(names)],
        operation: "find types",
      },
    ]);
    const { rows } = resultsOf(outcomes)[0]!;
    const unknown = names.filter((_, at) => rows[at]![0] === null);
    if (unknown.length > 0)
      throw new ConfigError({ reason: `The database has no type ${unknown.join(", ")}` });
    for (const [at, name] of names.entries())
      this.setTypeParser(Number(rows[at]![0]), parsers[name]!);
  }

  #connectionOn(client: pg.PoolClient, giveBack: (isBroken: boolean) => void): PostgresConnection {
    const memory = this.#memoryOf(client);
    const channel = new Channel(client, memory, this.#channels, giveBack);
    return new PostgresConnection(channel, this.#settings);
  }

  #memoryOf(client: pg.PoolClient): ClientMemory {
    const known = this.#memories.get(client);
    if (known !== undefined) return known;
    const memory: ClientMemory = { prepared: new Set(), isConfigured: false, isBroken: false };
    this.#memories.set(client, memory);
    RowReader.attach(client.connection);
    // The pool listens while the client is idle only. What fails meanwhile is told by the statements under way.
    client.on("error", () => {
      memory.isBroken = true;
    });
    return memory;
  }

  #toRefusal(error: unknown): Error {
    if (isServerError(error)) return classifyError(error);
    const message = messageOf(error);
    if (message.startsWith("timeout exceeded"))
      return new PoolTimeoutError({
        max: this.#pool.options.max,
        waiting: this.#pool.waitingCount,
        cause: error,
      });
    return new ConnectionError({
      reason: `Cannot connect to the database: ${message}`,
      cause: error,
    });
  }
}

const settingsModes: Readonly<Record<NonNullable<PostgresDriverOpts["prepared"]>, SettingsMode>> = {
  named: "ahead",
  unnamed: "each",
  off: "before",
};

/** A host with several addresses fails with one error for each and no message of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
