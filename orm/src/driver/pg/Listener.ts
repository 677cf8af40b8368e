// Hears what is told on channels of the database (LISTEN), on one connection of its own that is made anew when it is lost.
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { ConnectionError } from "../../errors/ConnectionError.ts";
import { quote } from "../../sql/identifier.ts";
import { ListenSession } from "./ListenSession.ts";

export interface ListenerOpts {
  /** Milliseconds before the first attempt to connect anew; each that fails doubles them, up to `maxRetryMs`. 100 when not given. */
  readonly minRetryMs?: number;
  /** 10,000 when not given. */
  readonly maxRetryMs?: number;
  /**
   * How often the server is asked whether it is still there, in milliseconds; a connection that has not answered by the next time is given up.
   * 15,000 when not given.
   */
  readonly pingMs?: number;
  /** Told of what stops nothing: a connection that was lost or could not be had, a handler that threw. */
  readonly onWarning?: (error: Error) => void;
}

export interface ListenHandlers {
  /** Called for each notification, in the order of the commits. */
  readonly onNotification: (payload: string) => unknown;
  /**
   * Called when the listener hears again after its connection was lost: what was told in between is lost too. Everything that was committed
   * before `since`, by the server's clock, was heard.
   */
  readonly onGap?: (since: Date) => unknown;
}

/**
 * Hears notifications: those of `em.notify`, and any other NOTIFY. It keeps one connection of its own for all channels, connects anew when
 * that is lost, and then says what may have been missed. One per process is enough.
 *
 * LISTEN belongs to a session: give it the address of the server itself, not that of a pooler that shares sessions.
 *
 * ```ts
 * const listener = new Listener(() => new pg.Client(newPgConnectionConfig()));
 * const stop = await listener.listen("review_added", {
 *   onNotification: (id) => queue.push(id),
 *   onGap: (since) => queue.readAgain(since),
 * });
 * // …
 * await stop();
 * await listener.close();
 * ```
 *
 * **SQL**: `LISTEN "review_added"` for the first who listens to a channel, `UNLISTEN` after the last, `SELECT clock_timestamp()` now and then.
 */
export class Listener {
  readonly #newClient: () => pg.Client;
  readonly #minRetryMs: number;
  readonly #maxRetryMs: number;
  readonly #pingMs: number;
  readonly #onWarning: (error: Error) => void;
  readonly #handlers = new Map<string, Set<ListenHandlers>>();
  /** Those whose LISTEN was answered: they are told of gaps. */
  readonly #hearing = new Set<ListenHandlers>();
  readonly #closing = new AbortController();
  /** The connection that is there or is being made; none before the first who listens. */
  #session: Promise<ListenSession> | undefined;
  #isConnected = false;
  #closed: Promise<void> | undefined;

  /** @param newClient makes a client that is not connected yet, each time that a connection is needed */
  constructor(newClient: () => pg.Client, options: ListenerOpts = {}) {
    const { minRetryMs = 100, maxRetryMs = 10_000, pingMs = 15_000, onWarning } = options;
    this.#newClient = newClient;
    this.#minRetryMs = minRetryMs;
    this.#maxRetryMs = maxRetryMs;
    this.#pingMs = pingMs;
    this.#onWarning = onWarning ?? (() => undefined);
  }

  /** Whether everything that is told now is heard. */
  get isConnected(): boolean {
    return this.#isConnected;
  }

  /**
   * Begins to hear a channel. Resolves once what is told from then on is heard, to the function that ends it. While a connection that was
   * there is lost, it waits for the next one.
   *
   * **SQL**: `LISTEN "review_added"`, unless the channel is heard already.
   * @throws ConnectionError (`CONNECTION`) when the first connection cannot be had, or the listener was closed, ConfigError (`CONFIG`) for
   * what is no name of a channel
   */
  async listen(channel: string, handlers: ListenHandlers): Promise<() => Promise<void>> {
    quote(channel);
    // An entry of its own per call, so that the same handlers can listen twice and stop once.
    const entry = { ...handlers };
    const entries = this.#entriesOf(channel);
    entries.add(entry);
    try {
      await this.#hear(channel);
    } catch (error) {
      entries.delete(entry);
      throw error;
    }
    this.#hearing.add(entry);
    return async () => {
      this.#hearing.delete(entry);
      if (entries.delete(entry) && entries.size === 0) await this.#leave(channel);
    };
  }

  /** Ends the connection; nothing is heard any more. May be called again. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    this.#isConnected = false;
    this.#handlers.clear();
    this.#hearing.clear();
    const session = await this.#session?.catch(() => undefined);
    await session?.end();
  }

  #entriesOf(channel: string): Set<ListenHandlers> {
    let entries = this.#handlers.get(channel);
    if (entries === undefined) this.#handlers.set(channel, (entries = new Set()));
    return entries;
  }

  /** Until a connection has answered LISTEN, however many are lost meanwhile. */
  async #hear(channel: string): Promise<void> {
    for (;;) {
      this.#refuseWhenClosed();
      this.#session ??= this.#connectFirst();
      const session = await this.#session;
      try {
        await session.listen(channel);
        return;
      } catch (error) {
        if (!session.isLost) throw error;
        // Whoever connects anew has heard of it before.
        await session.lost;
      }
    }
  }

  async #leave(channel: string): Promise<void> {
    // While a connection is being made, nobody has asked for the channel on it, or it is of no harm there.
    if (!this.#isConnected) return;
    const session = await this.#session;
    // Without the connection there is nothing to leave.
    await session?.unlisten(channel).catch(() => undefined);
  }

  async #connectFirst(): Promise<ListenSession> {
    try {
      const session = await this.#open();
      this.#follow(session);
      return session;
    } catch (error) {
      // Who listens next may have more luck.
      this.#session = undefined;
      throw error;
    }
  }

  async #connectAnew(since: Date): Promise<ListenSession> {
    for (let delay = this.#minRetryMs; ; delay = Math.min(delay * 2, this.#maxRetryMs)) {
      // Processes that lost the same server do not all come back in the same moment.
      await this.#wait(delay * (0.5 + Math.random() / 2));
      try {
        const session = await this.#open();
        await this.#listenAgain(session);
        this.#follow(session);
        for (const { onGap } of this.#hearing) this.#call(() => onGap?.(since));
        return session;
      } catch (error) {
        this.#refuseWhenClosed();
        this.#warn(error);
      }
    }
  }

  async #listenAgain(session: ListenSession): Promise<void> {
    const channels = [...this.#handlers].filter(([, entries]) => entries.size > 0);
    try {
      await Promise.all(channels.map(([channel]) => session.listen(channel)));
    } catch (error) {
      await session.end();
      throw error;
    }
  }

  #open(): Promise<ListenSession> {
    return ListenSession.open(this.#newClient(), {
      pingMs: this.#pingMs,
      signal: this.#closing.signal,
      onNotification: (channel, payload) => {
        for (const { onNotification } of this.#handlers.get(channel) ?? [])
          this.#call(() => onNotification(payload));
      },
    });
  }

  /** Connects anew when the connection is lost. */
  #follow(session: ListenSession): void {
    this.#isConnected = true;
    void session.lost.then((error) => {
      if (this.#closing.signal.aborted) return;
      this.#isConnected = false;
      this.#warn(error);
      this.#session = this.#connectAnew(session.heardUntil);
      // Nobody may be waiting for it.
      this.#session.catch(() => undefined);
    });
  }

  async #wait(ms: number): Promise<void> {
    const { signal } = this.#closing;
    await sleep(ms, undefined, { signal }).catch(() => this.#refuseWhenClosed());
  }

  #refuseWhenClosed(): void {
    if (this.#closing.signal.aborted)
      throw new ConnectionError({ reason: "The listener was closed: make a new one" });
  }

  #call(handler: () => unknown): void {
    try {
      const outcome = handler();
      if (outcome instanceof Promise) outcome.catch((error: unknown) => this.#warn(error));
    } catch (error) {
      this.#warn(error);
    }
  }

  #warn(thrown: unknown): void {
    this.#onWarning(
      thrown instanceof Error ? thrown : new TypeError(`A handler threw ${String(thrown)}`),
    );
  }
}
