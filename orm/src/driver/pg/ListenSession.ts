// One connection of a listener, from its beginning to its loss. It is asked now and then whether it is still there: a connection whose
// other end has vanished would stay silent for ever.
import type pg from "pg";
import { ConnectionError } from "../../errors/ConnectionError.ts";
import { quote } from "../../sql/identifier.ts";
import { classifyError } from "../classifyError.ts";

interface ListenSessionOptions {
  readonly pingMs: number;
  /** Nobody waits for the connection any more. */
  readonly signal: AbortSignal;
  readonly onNotification: (channel: string, payload: string) => void;
}

export class ListenSession {
  /** Resolves to why when the connection is gone. */
  readonly lost: Promise<Error>;
  readonly #client: pg.Client;
  readonly #heard = new Map<string, Promise<void>>();
  readonly #pings: NodeJS.Timeout;
  /** `pg` takes one query after the other. */
  #lastQuery: Promise<unknown> = Promise.resolve();
  #heardUntil = new Date(0);
  #isLost = false;
  /** Something was asked that is not answered; at first, for a connection. */
  #isPinging = true;
  #failure: unknown;

  /** @throws ConnectionError (`CONNECTION`) */
  static async open(client: pg.Client, options: ListenSessionOptions): Promise<ListenSession> {
    const session = new ListenSession(client, options);
    const giveUp = (): void => session.#destroy();
    options.signal.addEventListener("abort", giveUp, { once: true });
    try {
      await client.connect();
      await session.#ping();
      return session;
    } catch (error) {
      session.#destroy();
      throw connectionError(error);
    } finally {
      options.signal.removeEventListener("abort", giveUp);
    }
  }

  private constructor(client: pg.Client, { pingMs, onNotification }: ListenSessionOptions) {
    this.#client = client;
    this.#pings = setInterval(() => this.#pingOrGiveUp(), pingMs);
    client.on("notification", ({ channel, payload }) => onNotification(channel, payload ?? ""));
    client.on("error", (error) => {
      this.#failure ??= error;
      this.#destroy();
    });
    const { promise, resolve } = Promise.withResolvers<Error>();
    this.lost = promise;
    client.on("end", () => {
      this.#isLost = true;
      clearInterval(this.#pings);
      resolve(connectionError(this.#failure ?? new Error("Connection terminated")));
    });
  }

  get isLost(): boolean {
    return this.#isLost;
  }

  /** By the server's clock: what was committed before was told. */
  get heardUntil(): Date {
    return this.#heardUntil;
  }

  /** Hears a channel, once for all who ask. @throws ConnectionError (`CONNECTION`) */
  listen(channel: string): Promise<void> {
    let heard = this.#heard.get(channel);
    if (heard === undefined) {
      heard = this.#send(`LISTEN ${quote(channel)}`);
      this.#heard.set(channel, heard);
    }
    return heard;
  }

  async unlisten(channel: string): Promise<void> {
    this.#heard.delete(channel);
    await this.#send(`UNLISTEN ${quote(channel)}`);
  }

  /** Says good-bye, and does not wait long for an answer. */
  async end(): Promise<void> {
    clearInterval(this.#pings);
    const timeout = setTimeout(() => this.#destroy(), goodByeMs);
    await this.#client.end().catch(() => undefined);
    clearTimeout(timeout);
  }

  async #send(text: string): Promise<void> {
    try {
      await this.#query(text);
    } catch (error) {
      throw connectionError(error);
    }
  }

  #query(text: string): Promise<pg.QueryResult<{ ms?: string }>> {
    const result = this.#lastQuery.then(() => this.#client.query<{ ms?: string }>(text));
    this.#lastQuery = result.catch(() => undefined);
    return result;
  }

  #pingOrGiveUp(): void {
    if (this.#isPinging) {
      this.#failure ??= new Error("The server does not answer");
      this.#destroy();
      return;
    }
    // What it fails by is what the connection is lost by.
    this.#ping().catch(() => undefined);
  }

  async #ping(): Promise<void> {
    this.#isPinging = true;
    const { rows } = await this.#query(
      "SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::text AS ms",
    );
    this.#isPinging = false;
    this.#heardUntil = new Date(Number(rows[0]!.ms));
  }

  #destroy(): void {
    clearInterval(this.#pings);
    this.#client.connection.stream.destroy();
  }
}

const goodByeMs = 1_000;

function connectionError(error: unknown): ConnectionError {
  const known = classifyError(error);
  return known instanceof ConnectionError
    ? known
    : new ConnectionError({ reason: known.message, cause: error });
}
