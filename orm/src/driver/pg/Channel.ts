// One client taken from the pool: exchanges go out, endings come back. It knows the statements that its client keeps
// prepared and whether the client can still be trusted; transactions are the business of PostgresConnection.
import type pg from "pg";
import type { Statement } from "../../sql/Statement.ts";
import type { TypeParser } from "../TypeParser.ts";
import { transactionId } from "./borders.ts";
import { type Ending, Exchange, type Step } from "./Exchange.ts";
import { requestCancel } from "./requestCancel.ts";
import type { SettingsStatements } from "./sessionSettings.ts";
import type { StatementNames } from "./StatementNames.ts";
import type { StatementText } from "./StatementText.ts";

/** What is remembered of a client for as long as it lives, from one borrower to the next. */
export interface ClientMemory {
  readonly prepared: Set<string>;
  /** The session has our settings. */
  isConfigured: boolean;
  isBroken: boolean;
}

/** After how long the server is asked once more to stop what it is doing. */
const cancelAgainMs = 100;

/**
 * When the settings are made on which the reading of values rests: ahead of the first exchange and together with it, or
 * before it where nothing may be sent ahead; or in each transaction, where sessions are shared.
 */
export type SettingsMode = "ahead" | "before" | "each";

/** What the channels of one driver share. */
export interface ChannelSettings {
  /** Without them nothing is prepared. */
  readonly names: StatementNames | undefined;
  readonly mode: SettingsMode;
  readonly settings: SettingsStatements;
  readonly texts: StatementText;
  /** By type, how values are read in SQL of the application's own. */
  readonly parsers: ReadonlyMap<number, TypeParser>;
}

export class Channel {
  readonly #client: pg.PoolClient;
  readonly #memory: ClientMemory;
  readonly #names: StatementNames | undefined;
  readonly #mode: SettingsMode;
  readonly #settings: SettingsStatements;
  readonly #texts: StatementText;
  readonly #parsers: ReadonlyMap<number, TypeParser>;
  readonly #giveBack: (isBroken: boolean) => void;
  #inFlight = 0;
  #isReturned = false;
  /** Nobody but the channel itself works with the client any more. */
  #isReleased = false;
  /** How many of the exchanges in flight nobody waits for. */
  #behind = 0;
  /** What was sent has opened a transaction. The client's own status is late: an error comes before the end of its exchange. */
  #isInTransaction = false;
  /** The client's, as each exchange ended: an instant later it may be that of the next one. */
  #lastStatus: ReturnType<pg.PoolClient["getTransactionStatus"]> = null;

  constructor(
    client: pg.PoolClient,
    memory: ClientMemory,
    { names, mode, settings, texts, parsers }: ChannelSettings,
    giveBack: (isBroken: boolean) => void,
  ) {
    this.#client = client;
    this.#memory = memory;
    this.#names = names;
    this.#mode = mode;
    this.#settings = settings;
    this.#texts = texts;
    this.#parsers = parsers;
    this.#giveBack = giveBack;
    setPipelining(client, true);
  }

  get isBroken(): boolean {
    return this.#memory.isBroken;
  }

  /** As far as is known, nobody has left a transaction open on the client. */
  get isIdle(): boolean {
    const status = this.#client.getTransactionStatus();
    return status === null || status === "I";
  }

  /** The last exchange ended within a transaction: its Sync has committed nothing. */
  get hasEndedInside(): boolean {
    return this.#lastStatus === "T";
  }

  /** Never rejects: the ending tells. */
  exchange(statements: ReadonlyArray<Statement>, isTimed: boolean): Promise<Ending> {
    if (this.#mode === "each") return this.#exchangeWithSettings(statements, isTimed);
    if (this.#memory.isConfigured) return this.#send(statements, isTimed);
    return this.#exchangeFirst(statements, isTimed);
  }

  /** The first exchange of the client: the settings stand apart from it, so that no ROLLBACK takes them back. */
  async #exchangeFirst(statements: ReadonlyArray<Statement>, isTimed: boolean): Promise<Ending> {
    this.#memory.isConfigured = true;
    // Nobody sends them again: there is no point in preparing them.
    const step = { ...this.#toStep(this.#settings.ofSession), name: undefined };
    const settings = this.#sendSteps([step], false);
    if (this.#mode === "before") await settings;
    const [{ failure }, ending] = await Promise.all([settings, this.#send(statements, isTimed)]);
    if (failure === undefined) return ending;
    this.distrust();
    if (ending.failure !== undefined) return ending;
    // What was answered cannot be read: as if the connection had been lost.
    const cause = new Error("The settings of the session could not be made", { cause: failure });
    return { ...ending, results: [], failure: cause };
  }

  async #exchangeWithSettings(
    statements: ReadonlyArray<Statement>,
    isTimed: boolean,
  ): Promise<Ending> {
    const isBegin = statements[0]?.operation === "begin";
    // What is open already has them.
    if (this.#isInTransaction && !isBegin)
      return this.#follow(statements, await this.#send(statements, isTimed));
    this.#isInTransaction = isBegin;
    const place = isBegin ? 1 : 0;
    const ending = await this.#send(
      statements.toSpliced(place, 0, this.#settings.ofTransaction),
      isTimed,
    );
    if (ending.results.length <= place) return this.#follow(statements, ending);
    return this.#follow(statements, {
      ...ending,
      results: ending.results.toSpliced(place, 1),
      times: ending.times.length > place ? ending.times.toSpliced(place, 1) : ending.times,
    });
  }

  /** A transaction is over when COMMIT or ROLLBACK has run, and also when COMMIT itself failed. */
  #follow(statements: ReadonlyArray<Statement>, ending: Ending): Ending {
    const end = statements.findIndex(
      ({ operation }) => operation === "commit" || operation === "rollback",
    );
    if (end >= 0 && ending.results.length >= end) this.#isInTransaction = false;
    return ending;
  }

  #send(statements: ReadonlyArray<Statement>, isTimed: boolean): Promise<Ending> {
    return this.#sendSteps(
      statements.map((statement) => this.#toStep(statement)),
      isTimed,
    );
  }

  #sendSteps(steps: ReadonlyArray<Step>, isTimed: boolean): Promise<Ending> {
    return new Promise((resolve) => {
      this.#inFlight++;
      const exchange = new Exchange(
        steps,
        this.#memory.prepared,
        isTimed,
        this.#parsers,
        (ending) => {
          this.#inFlight--;
          this.#lastStatus = this.#client.getTransactionStatus();
          resolve(ending);
        },
      );
      this.#client.query(exchange as unknown as pg.Submittable);
    });
  }

  /** As `exchange`, of what nobody waits for: a client that is released meanwhile goes back to the pool when it is answered. */
  async exchangeBehind(statements: ReadonlyArray<Statement>, isTimed: boolean): Promise<Ending> {
    this.#behind++;
    const ending = await this.exchange(statements, isTimed);
    this.#behind--;
    if (this.#isReleased) this.release();
    return ending;
  }

  /** Every statement in an exchange of its own, so that each stands or falls alone; they still leave as one packet. */
  async exchangeEach(
    statements: ReadonlyArray<Statement>,
    isTimed: boolean,
  ): Promise<ReadonlyArray<Ending>> {
    const { stream } = this.#client.connection;
    stream.cork();
    const endings = statements.map((statement) => this.exchange([statement], isTimed));
    stream.uncork();
    return await Promise.all(endings);
  }

  /**
   * Has the server stop what the connection is doing once the signal says so. What this gives is to be called, and waited
   * for, when the statement has ended: a request on its way must not reach the next one.
   */
  cancelOn(signal: AbortSignal): () => Promise<void> | undefined {
    let requested: Promise<void> | undefined;
    let again: NodeJS.Timeout | undefined;
    let isOver = false;
    const request = (): void => {
      requested = requestCancel(this.#client).then(() => {
        // The server takes no notice before it has begun: what is still under way may not have arrived there yet.
        if (!isOver) again = setTimeout(request, cancelAgainMs);
      });
    };
    signal.addEventListener("abort", request, { once: true });
    return () => {
      isOver = true;
      signal.removeEventListener("abort", request);
      clearTimeout(again);
      return requested;
    };
  }

  /** Has the statement prepared anew when it is sent the next time. */
  forget(statement: Statement): void {
    const name = this.#nameOf(this.#texts.of(statement));
    if (name !== undefined) this.#memory.prepared.delete(name);
  }

  /** Has everything prepared anew. */
  forgetAll(): void {
    this.#memory.prepared.clear();
  }

  /** Has the connection closed when it is given back. */
  distrust(): void {
    this.#memory.isBroken = true;
  }

  /** Closes the connection at once, whatever is under way on it. */
  destroy(): void {
    this.#memory.isBroken = true;
    if (this.#isReturned) return;
    this.#isReturned = true;
    // A client that still waits for answers would end only after they came, which may be never.
    this.#client.connection.stream.destroy();
    this.#giveBack(true);
  }

  /** Gives the client back to the pool, unless something is left open on it. */
  release(): void {
    if (this.#isReturned) return;
    this.#isReleased = true;
    if (this.#behind > 0 && this.#behind === this.#inFlight && !this.isBroken) return;
    const status = this.#client.getTransactionStatus();
    if (this.isBroken || this.#inFlight > 0 || status === "T" || status === "E") {
      this.destroy();
      return;
    }
    this.handBack();
  }

  /** Gives the client back as it is. */
  handBack(): void {
    if (this.#isReturned) return;
    this.#isReturned = true;
    setPipelining(this.#client, false);
    this.#giveBack(false);
  }

  #toStep(statement: Statement): Step {
    const { values, maxRows, isDescribed } = statement;
    const isFlushed = statement === transactionId;
    const text = this.#texts.of(statement);
    return { text, values, name: this.#nameOf(text), maxRows, isDescribed, isFlushed };
  }

  #nameOf(text: string): string | undefined {
    return this.#texts.isStable ? this.#names?.nameOf(text) : undefined;
  }
}

/** Others may share the pool, with cursors that do not work in pipeline mode: it is on while the client is ours only. */
function setPipelining(client: pg.PoolClient, isOn: boolean): void {
  (client as { pipeline: boolean }).pipeline = isOn;
}
