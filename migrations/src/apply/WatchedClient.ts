// Stands between node-pg-migrate and the connection: knows what is under way, remembers what Postgres refused, and outside of a
// transaction waits for locks statement by statement, because what came before is kept and must not run again.
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import { errnoOf } from "../errors/errnoOf.ts";

/** What Postgres refused. */
export interface RefusedStatement {
  readonly text: string;
  readonly error: unknown;
}

/** How often, and how patiently, a lock is tried for. */
export const lockAttempts: number = 10;

/** How long to stay away before the next attempt, so that whoever queues behind us gets their turn. */
export function pauseBefore(attempt: number): number {
  return Math.min(200 * attempt, 2_000);
}

/** What is heard of a connection. */
export interface WatchOptions {
  /** Told before a statement is tried again. */
  readonly onRetry: (attempt: number) => void;
}

/** A connection that is watched. */
export class WatchedClient {
  /** The connection, to be used in place of the one it stands for. */
  readonly client: Client;
  /** Whether each statement stands for itself. */
  isOutsideTransaction = false;
  /** The last statement that was refused. */
  refused: RefusedStatement | undefined;
  readonly #options: WatchOptions;
  readonly #target: Client;

  constructor(client: Client, options: WatchOptions) {
    this.#options = options;
    this.#target = client;
    const query = (statement: string | { text: string }, values?: Array<unknown>): unknown =>
      this.#query(statement, values);
    this.client = new Proxy(client, {
      get: (target, key) => (key === "query" ? query : Reflect.get(target, key, target)),
    });
  }

  async #query(statement: string | { text: string }, values?: Array<unknown>): Promise<unknown> {
    const text = typeof statement === "string" ? statement : statement.text;
    try {
      return await (this.isOutsideTransaction
        ? this.#insist(text, () => this.#send(statement, values))
        : this.#send(statement, values));
    } catch (error) {
      this.refused = { text, error };
      throw error;
    }
  }

  async #insist(text: string, send: () => Promise<unknown>): Promise<unknown> {
    // What works concurrently waits for others to end and lets them pass; broken off, it leaves an index that is not valid.
    if (/\bconcurrently\b/i.test(text)) return this.#withoutLockTimeout(send);
    for (let attempt = 1; ; attempt++) {
      try {
        return await send();
      } catch (error) {
        if (errnoOf(error) !== "55P03" || attempt >= lockAttempts) throw error;
        this.#options.onRetry(attempt);
        await sleep(pauseBefore(attempt));
      }
    }
  }

  async #withoutLockTimeout(send: () => Promise<unknown>): Promise<unknown> {
    const { rows } = await this.#target.query<{ was: string }>(
      "SELECT current_setting('lock_timeout') AS was",
    );
    await this.#target.query("SET lock_timeout = 0");
    try {
      return await send();
    } finally {
      await this.#target
        .query("SELECT set_config('lock_timeout', $1, false)", [rows[0]?.was ?? "0"])
        .catch(() => undefined);
    }
  }

  #send(statement: string | { text: string }, values?: Array<unknown>): Promise<unknown> {
    return typeof statement === "string"
      ? this.#target.query(statement, values)
      : this.#target.query(statement, values);
  }
}
