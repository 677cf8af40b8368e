// Who listens to the database, and goes on when the connection does not.
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Listener, type ListenerOpts } from "../../src/driver/pg/Listener.ts";
import { ConfigError } from "../../src/errors/ConfigError.ts";
import { ConnectionError } from "../../src/errors/ConnectionError.ts";
import { rejection, useDatabase } from "./useDatabase.ts";

const database = useDatabase();
const listeners: Listener[] = [];
const relays: Relay[] = [];

afterEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.close()));
  for (const relay of relays.splice(0)) relay.stop();
});

/** What stands between a listener and the server, and goes away and comes back as a server does. */
class Relay {
  readonly #sockets = new Set<net.Socket>();
  #server: net.Server | undefined;
  port = 0;
  /** Keeps connections, and loses what is sent on them. */
  isSilent = false;

  async start(): Promise<this> {
    relays.push(this);
    const server = net.createServer((client) => {
      const upstream = net.connect(database.port, "127.0.0.1");
      for (const [from, to] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        this.#sockets.add(from);
        from.on("data", (chunk) => this.isSilent || to.write(chunk));
        from.on("error", () => undefined);
        from.on("close", () => to.destroy());
      }
    });
    await new Promise<void>((resolve) => {
      server.listen(this.port, "127.0.0.1", resolve);
    });
    this.#server = server;
    this.port = (server.address() as net.AddressInfo).port;
    return this;
  }

  stop(): void {
    this.#server?.close();
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }
}

function newListener(options: ListenerOpts = {}, relay?: Relay): Listener {
  const url = new URL(database.url);
  if (relay !== undefined) url.port = String(relay.port);
  url.searchParams.set("application_name", "listener");
  const listener = new Listener(() => new Client({ connectionString: url.href }), {
    minRetryMs: 5,
    maxRetryMs: 20,
    ...options,
  });
  listeners.push(listener);
  return listener;
}

const tell = (channel: string, payload: string): Promise<unknown> =>
  database.query(`SELECT pg_notify('${channel}', '${payload}')`);

/** The machine may have other things to do. */
const until = (check: () => unknown): Promise<unknown> => vi.waitFor(check, { timeout: 20_000 });

const backends = `SELECT pid, query FROM pg_stat_activity WHERE application_name = 'listener'`;

describe("a listener", () => {
  it("R-NOTIFY-5 hears its channels on one connection, in the order of the commits", async () => {
    const listener = newListener();
    const heard: string[] = [];
    await Promise.all(
      ["one", 'two "2"', "one"].map((channel, at) =>
        listener.listen(channel, { onNotification: (payload) => heard.push(`${at} ${payload}`) }),
      ),
    );
    await tell("one", "a");
    await tell('two "2"', "b");
    await tell("three", "c");
    await tell("one", "d");
    await until(() => expect(heard).toEqual(["0 a", "2 a", "1 b", "0 d", "2 d"]));
    expect(await database.query(backends)).toHaveLength(1);
  });

  it("R-NOTIFY-5 UNLISTEN is sent by the last who stops, and who comes back hears again", async () => {
    const listener = newListener();
    const heard: string[] = [];
    const handlers = { onNotification: (payload: string) => heard.push(payload) };
    const stops = [await listener.listen("one", handlers), await listener.listen("one", handlers)];
    const last = async (): Promise<unknown> => (await database.query(backends))[0]!["query"];
    await stops[0]!();
    await stops[0]!();
    expect(await last()).toBe('LISTEN "one"');
    await tell("one", "a");
    await until(() => expect(heard).toEqual(["a"]));
    await stops[1]!();
    expect(await last()).toBe('UNLISTEN "one"');
    await tell("one", "b");
    await listener.listen("one", handlers);
    await tell("one", "c");
    await until(() => expect(heard).toEqual(["a", "c"]));
  });

  it("R-NOTIFY-5 rejects when the first connection cannot be had, and the next attempt may do", async () => {
    const relay = new Relay();
    await relay.start();
    relay.stop();
    const listener = newListener({}, relay);
    const handlers = { onNotification: () => undefined };
    expect(await rejection(listener.listen("one", handlers))).toBeInstanceOf(ConnectionError);
    expect(listener.isConnected).toBe(false);
    await relay.start();
    await listener.listen("one", handlers);
    expect(listener.isConnected).toBe(true);
    expect(await rejection(listener.listen("", handlers))).toBeInstanceOf(ConfigError);
  });

  it("R-NOTIFY-6 connects anew when its backend is ended, and tells of the gap", async () => {
    const warnings: Error[] = [];
    const listener = newListener({ onWarning: (error) => warnings.push(error) });
    const heard: unknown[] = [];
    await listener.listen("one", {
      onNotification: (payload) => heard.push(payload),
      onGap: (since) => heard.push(since),
    });
    const [{ pid }] = (await database.query(backends)) as [{ pid: number }];
    await tell("one", "a");
    await until(() => expect(heard).toEqual(["a"]));
    await database.query(`SELECT pg_terminate_backend(${pid})`);
    await until(() => expect(heard).toEqual(["a", expect.any(Date)]));
    const [age] = await database.query(
      `SELECT now() - '${(heard[1] as Date).toISOString()}'::timestamptz BETWEEN '0' AND '20 s' AS is_recent`,
    );
    await tell("one", "b");
    await until(() => expect(heard.slice(2)).toEqual(["b"]));
    expect([age, warnings.map(({ message }) => message)]).toEqual([
      { is_recent: true },
      ["terminating connection due to administrator command"],
    ]);
  });

  it("R-NOTIFY-6 goes on trying while the server is away, and whoever comes meanwhile waits", async () => {
    const relay = await new Relay().start();
    const warnings: string[] = [];
    const listener = newListener({ onWarning: (error) => warnings.push(error.message) }, relay);
    const heard: string[] = [];
    const handlers = {
      onNotification: (payload: string) => heard.push(payload),
      onGap: () => heard.push("gap"),
    };
    await listener.listen("one", handlers);
    relay.stop();
    await until(() => expect(warnings.length).toBeGreaterThan(3));
    expect(listener.isConnected).toBe(false);
    const coming = listener.listen("two", handlers);
    await tell("one", "missed");
    await relay.start();
    await coming;
    // Who came later has missed nothing.
    await until(() => expect(heard).toEqual(["gap"]));
    await tell("one", "a");
    await tell("two", "b");
    await until(() => expect(heard).toEqual(["gap", "a", "b"]));
  });

  it("R-NOTIFY-6 gives a connection up whose other end is silent", async () => {
    const relay = await new Relay().start();
    const warnings: string[] = [];
    const listener = newListener(
      { pingMs: 2_000, onWarning: (error) => warnings.push(error.message) },
      relay,
    );
    const heard: string[] = [];
    await listener.listen("one", {
      onNotification: (payload) => heard.push(payload),
      onGap: () => heard.push("gap"),
    });
    // It has been asked and has answered by then.
    await sleep(4_400);
    expect(warnings).toEqual([]);
    relay.isSilent = true;
    await until(() =>
      expect(warnings[0]).toBe(
        "The connection to the database was lost: The server does not answer",
      ),
    );
    relay.isSilent = false;
    await until(() => expect(heard).toEqual(["gap"]));
  });

  it("R-NOTIFY-7 what a handler throws stops nothing", async () => {
    const warnings: unknown[] = [];
    const listener = newListener({ onWarning: (error) => warnings.push(error.message) });
    const heard: string[] = [];
    await listener.listen("one", {
      onNotification: () => {
        throw new Error("thrown");
      },
    });
    await listener.listen("one", { onNotification: () => Promise.reject(new Error("rejected")) });
    await listener.listen("one", { onNotification: (payload) => heard.push(payload) });
    await tell("one", "a");
    await until(() => expect([heard, warnings]).toEqual([["a"], ["thrown", "rejected"]]));
  });

  it("R-NOTIFY-7 close ends what is connected, being connected, and waited for", async () => {
    const handlers = { onNotification: () => undefined };
    const unused = newListener();
    await unused.close();
    const connected = newListener();
    await connected.listen("one", handlers);
    await Promise.all([connected.close(), connected.close()]);
    const silent = await new Relay().start();
    silent.isSilent = true;
    const connecting = newListener({}, silent);
    const first = rejection(connecting.listen("one", handlers));
    await connecting.close();
    const away = await new Relay().start();
    const waiting = newListener({ minRetryMs: 60_000, maxRetryMs: 60_000 }, away);
    await waiting.listen("one", handlers);
    away.stop();
    await until(() => expect(waiting.isConnected).toBe(false));
    const second = rejection(waiting.listen("two", handlers));
    await waiting.close();
    const errors = [await first, await second, await rejection(connected.listen("one", handlers))];
    expect(errors.map((error) => error instanceof ConnectionError)).toEqual([true, true, true]);
    expect(errors.slice(1).map(({ message }) => message)).toEqual([
      "The listener was closed: make a new one",
      "The listener was closed: make a new one",
    ]);
    await until(async () => expect(await database.query(backends)).toEqual([]));
  });
});
