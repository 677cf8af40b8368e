// Distance between contestants and the server: proxies that hold everything that goes to the server for a while.
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { Client } from "pg";
import { median } from "../report/ratioInterval.ts";

/** Addresses that are further away. */
export interface Distance {
  readonly urls: ReadonlyMap<string, string>;
  /** The round trip as it was measured through a proxy; timers are late by up to a millisecond. */
  readonly measuredMs: number;
  readonly close: () => Promise<void>;
}

/** A proxy before each address. What is sent without waiting for an answer is held once, not once for each message. */
export async function openDistance(
  near: ReadonlyMap<string, string>,
  roundTripMs: number,
): Promise<Distance> {
  const sockets = new Set<Socket>();
  const servers: Server[] = [];
  const urls = new Map<string, string>();
  for (const [name, url] of near) {
    const target = new URL(url);
    const server = createServer((client) => hold(client, target, roundTripMs, sockets));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    servers.push(server);
    const far = new URL(url);
    far.hostname = "127.0.0.1";
    far.port = String((server.address() as AddressInfo).port);
    urls.set(name, far.href);
  }
  const [first] = urls.values();
  const measuredMs = first === undefined ? roundTripMs : await measure(first);
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await Promise.all(
      servers.map((server) => new Promise<unknown>((resolve) => server.close(resolve))),
    );
  };
  return { urls, measuredMs, close };
}

function hold(client: Socket, target: URL, delayMs: number, sockets: Set<Socket>): void {
  const server = connect(Number(target.port || 5432), target.hostname);
  client.setNoDelay(true);
  server.setNoDelay(true);
  client.on("data", (bytes) => void setTimeout(() => server.write(bytes), delayMs));
  server.on("data", (bytes) => client.write(bytes));
  for (const [socket, other] of [
    [client, server],
    [server, client],
  ] as const) {
    sockets.add(socket);
    // Whoever is at fault, both ends are closed.
    socket.on("error", () => other.destroy());
    socket.on("close", () => {
      sockets.delete(socket);
      other.destroy();
    });
  }
}

async function measure(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const times: number[] = [];
  for (let n = 0; n < 21; n++) {
    const start = performance.now();
    await client.query("SELECT 1");
    times.push(performance.now() - start);
  }
  await client.end();
  return Math.round(median(times) * 100) / 100;
}
