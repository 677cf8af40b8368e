// A TCP proxy before Postgres that loses what it is told to lose.
import net from "node:net";

/**
 * What becomes of a message and its answer: `cut` loses both and the connection, `cutReply` lets the server work and
 * loses the connection with the answer, `cutCommit` with the answer to COMMIT, or with the end of the exchange where that commits, what
 * comes before it arrives; `lostServer` has a pooler say in place of the answer that it lost the server; `blackhole` keeps the connection and loses everything from then on; `late` lets the message arrive 300 ms later.
 */
export type Fault = "none" | "cut" | "cutReply" | "cutCommit" | "lostServer" | "blackhole" | "late";

export interface FaultProxy {
  readonly port: number;
  close(): void;
}

/** It ends with ReadyForQuery: a Z, its length, and the state of the transaction. */
function isLast(chunk: Buffer): boolean {
  return chunk.at(-6) === "Z".charCodeAt(0) && chunk.readInt32BE(chunk.length - 5) === 5;
}

/** What a pooler says when it has lost the server, whatever that has done. */
const serverCrashed = errorMessage("FATAL", "08P01", "server conn crashed?");

function errorMessage(severity: string, code: string, message: string): Buffer {
  const fields = Buffer.from(`S${severity}\0V${severity}\0C${code}\0M${message}\0\0`);
  const head = Buffer.from("E\0\0\0\0");
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

/** Starts a proxy to `target`; `decide` is asked for every chunk that a client sends. */
export async function startFaultProxy(
  target: number,
  decide: (chunk: string) => Fault,
): Promise<FaultProxy> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect(target, "127.0.0.1");
    let fault: Fault = "none";
    client.on("data", (chunk) => {
      if (fault === "none") fault = decide(chunk.toString("latin1"));
      if (fault === "cut") client.destroy();
      else if (fault === "late") {
        fault = "none";
        setTimeout(() => upstream.write(chunk), 300);
      } else if (fault !== "blackhole") upstream.write(chunk);
    });
    upstream.on("data", (chunk) => {
      // Not before the server has done all that it was told: it answers some things ahead of the rest.
      if (fault === "cutReply" && isLast(chunk)) client.destroy();
      else if (fault === "lostServer" && isLast(chunk)) client.end(serverCrashed);
      else if (fault === "none") client.write(chunk);
      else if (fault === "cutCommit") {
        // The tag stands behind the kind of the message and its length.
        const at = chunk.indexOf("COMMIT\0") - 5;
        if (at >= 0) client.end(chunk.subarray(0, at));
        else if (isLast(chunk)) client.end(chunk.subarray(0, -6));
        else client.write(chunk);
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
        other.destroy();
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
