// The WebSockets that are open: how many each client has, whether their other ends are still there, and how they end with the server.
import { setTimeout as sleep } from "node:timers/promises";
import { closeCodes, type Connection } from "./Connection.ts";

export class Connections {
  readonly #open = new Set<Connection>();
  readonly #timers: ReadonlyArray<NodeJS.Timeout>;

  constructor(pingMs: number) {
    this.#timers = [
      setInterval(() => this.#each((connection) => connection.ping()), pingMs).unref(),
      setInterval(() => this.#each((connection) => connection.beginMinute()), 60_000).unref(),
    ];
  }

  add(connection: Connection): void {
    this.#open.add(connection);
    connection.socket.once("close", () => this.#open.delete(connection));
  }

  countOf(ip: string): number {
    return this.#open
      .values()
      .filter(({ request }) => request.ip === ip)
      .toArray().length;
  }

  /** Lets the events that are on their way arrive, then says good-bye to everybody. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    const subscribers = [...this.#open].flatMap((each) => [...each.subscribers]);
    const delivered = Promise.all(subscribers.map((each) => each.delivered));
    await Promise.race([delivered, sleep(deliveryMs, undefined, { ref: false })]);
    const closed = [...this.#open].map(
      ({ socket }) => new Promise((resolve) => socket.once("close", resolve)),
    );
    this.#each((connection) => connection.close(closeCodes.goingAway, "The server is going away"));
    await Promise.all(closed);
  }

  #each(work: (connection: Connection) => void): void {
    for (const connection of this.#open) work(connection);
  }
}

const deliveryMs = 5_000;
