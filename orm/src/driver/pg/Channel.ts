// One client taken from the pool: exchanges go out, endings come back. It knows the statements that its client keeps
// prepared and whether the client can still be trusted; transactions are the business of PostgresConnection.
import type pg from "pg";
import type { Statement } from "../../sql/Statement.ts";
import { type Ending, Exchange, type Step } from "./Exchange.ts";
import { requestCancel } from "./requestCancel.ts";
import type { StatementNames } from "./StatementNames.ts";

/** What is remembered of a client for as long as it lives, from one borrower to the next. */
export interface ClientMemory {
  readonly prepared: Set<string>;
  isBroken: boolean;
}

export class Channel {
  readonly #client: pg.PoolClient;
  readonly #memory: ClientMemory;
  readonly #names: StatementNames | undefined;
  #inFlight = 0;
  #isReturned = false;

  /** Without `names` nothing is prepared. */
  constructor(client: pg.PoolClient, memory: ClientMemory, names: StatementNames | undefined) {
    this.#client = client;
    this.#memory = memory;
    this.#names = names;
    setPipelining(client, true);
  }

  get isBroken(): boolean {
    return this.#memory.isBroken;
  }

  /** Never rejects: the ending tells. */
  exchange(statements: ReadonlyArray<Statement>, isTimed: boolean): Promise<Ending> {
    return new Promise((resolve) => {
      const steps = statements.map((statement) => this.#toStep(statement));
      this.#inFlight++;
      const exchange = new Exchange(steps, this.#memory.prepared, isTimed, (ending) => {
        this.#inFlight--;
        resolve(ending);
      });
      this.#client.query(exchange as unknown as pg.Submittable);
    });
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
  cancelOn(signal: AbortSignal): () => Promise<void> {
    let requested: Promise<void> | undefined;
    const request = (): void => {
      requested = requestCancel(this.#client);
    };
    signal.addEventListener("abort", request, { once: true });
    return async () => {
      signal.removeEventListener("abort", request);
      await requested;
    };
  }

  /** Has the statement prepared anew when it is sent the next time. */
  forget({ text }: Statement): void {
    const name = this.#names?.nameOf(text);
    if (name !== undefined) this.#memory.prepared.delete(name);
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
    this.#client.release(true);
  }

  /** Gives the client back to the pool, unless something is left open on it. */
  release(): void {
    if (this.#isReturned) return;
    const status = this.#client.getTransactionStatus();
    if (this.isBroken || this.#inFlight > 0 || status === "T" || status === "E") {
      this.destroy();
      return;
    }
    this.#isReturned = true;
    setPipelining(this.#client, false);
    this.#client.release();
  }

  #toStep({ text, values, maxRows }: Statement): Step {
    return { text, values, name: this.#names?.nameOf(text), maxRows };
  }
}

/** Others may share the pool, with cursors that do not work in pipeline mode: it is on while the client is ours only. */
function setPipelining(client: pg.PoolClient, isOn: boolean): void {
  (client as { pipeline: boolean }).pipeline = isOn;
}
