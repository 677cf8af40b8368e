import { setTimeout as sleep } from "node:timers/promises";
// Keeps the loop's database at hand. It may go away at any time, and come back at another port: an embedded server that was
// killed is started again, another one is waited for.
import type { Client } from "pg";
import { connect } from "../connection/connect.ts";
import { ServerError } from "../errors/ServerError.ts";
import { type OpenDatabase, openDatabase } from "../server/openDatabase.ts";

const retryMs = 1_000;

/** What the loop is told. */
export interface DatabaseEvents {
  /** It does not answer; the reason is a sentence. Told once. */
  readonly lost: (reason: string) => void;
  /** It answers (again), maybe at another address. */
  readonly found: () => void;
}

export class DatabaseKeeper {
  readonly #projectDir: string;
  readonly #events: DatabaseEvents;
  readonly #signal: AbortSignal;
  #database: OpenDatabase | undefined;
  #isLost = false;

  constructor(projectDir: string, signal: AbortSignal, events: DatabaseEvents) {
    this.#projectDir = projectDir;
    this.#signal = signal;
    this.#events = events;
  }

  /** The last address at which it was. */
  get url(): string | undefined {
    return this.#database?.url;
  }

  /** Whether the server is the project's own, and no data of others is in it. */
  get isEmbedded(): boolean {
    return this.#database?.embedded ?? false;
  }

  /**
   * Goes on until the signal.
   *
   * @throws ServerError when it can never be reached: a wrong address, no server for this machine
   */
  async keep(): Promise<void> {
    while (!this.#signal.aborted) {
      const client = await this.#open();
      if (client === undefined) {
        await sleep(retryMs, undefined, { signal: this.#signal }).catch(() => undefined);
        continue;
      }
      this.#isLost = false;
      const gone = untilGone(client, this.#signal);
      if (!this.#signal.aborted) this.#events.found();
      const reason = await gone;
      await client.end().catch(() => undefined);
      if (reason !== undefined) this.#tellLost(reason);
    }
  }

  /** Gives it back. */
  async close(): Promise<void> {
    await this.#database?.stop();
  }

  async #open(): Promise<Client | undefined> {
    try {
      if (this.#isLost) await this.#database?.stop().catch(() => undefined);
      if (this.#isLost || this.#database === undefined)
        this.#database = await openDatabase({ projectDir: this.#projectDir });
      return await connect(this.#database.url);
    } catch (error) {
      if (!(error instanceof ServerError) || isForGood(error, this.#database)) throw error;
      this.#tellLost(`${error.code}: ${error.message}`);
      return undefined;
    }
  }

  #tellLost(reason: string): void {
    if (!this.#isLost) this.#events.lost(reason);
    this.#isLost = true;
  }
}

/** What waiting does not mend. A database that was there once may come back, whatever is said now. */
function isForGood({ code }: ServerError, before: OpenDatabase | undefined): boolean {
  return before === undefined && !["DATABASE_UNREACHABLE", "LOCK_TIMEOUT"].includes(code);
}

/** Resolves to the reason, or to nothing when the signal came first. */
async function untilGone(client: Client, signal: AbortSignal): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  let said = "the connection was closed";
  client.on("error", (error) => (said = error.message));
  client.on("end", () => resolve(said));
  signal.addEventListener("abort", () => resolve(undefined));
  if (signal.aborted) resolve(undefined);
  return promise;
}
