// A TCP proxy before Postgres that gives each message of the server to the client as a chunk of its own, with turns of the event
// loop in between: what is usually one chunk, such as an error and the end of its exchange, arrives at different times.
import net from "node:net";
import { setTimeout as delay } from "node:timers/promises";

export interface SplittingProxy {
  readonly port: number;
  close(): void;
}

export async function startSplittingProxy(target: number): Promise<SplittingProxy> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer({ noDelay: true }, (client) => {
    const upstream = net.connect(target, "127.0.0.1");
    client.on("data", (chunk) => upstream.write(chunk));
    let rest = Buffer.alloc(0);
    let sent = Promise.resolve();
    upstream.on("data", (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      for (let end = endOfMessage(rest); end !== undefined; end = endOfMessage(rest)) {
        const message = rest.subarray(0, end);
        rest = rest.subarray(end);
        sent = sent.then(async () => {
          client.write(message);
          await delay(2);
        });
      }
    });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        void sent.then(() => other.destroy());
      });
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as net.AddressInfo).port,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** One byte for the kind, then the length of the rest. */
function endOfMessage(bytes: Buffer): number | undefined {
  if (bytes.length < 5) return undefined;
  const end = 1 + bytes.readUInt32BE(1);
  return end <= bytes.length ? end : undefined;
}
