// A TCP proxy before Postgres that knows where messages end, and loses the connection at one of them.
import net from "node:net";

/**
 * At which message of which side the connection is lost, by its place from 0 or by a text in it: it ends, or nothing comes
 * through any more and nobody is told.
 */
export interface Cut {
  readonly side: "client" | "server";
  readonly at: number | string;
  readonly isHole?: boolean;
}

export interface MessageProxy {
  readonly port: number;
  /** Counts from here on; `undefined` counts only. */
  arm(cut: Cut | undefined): void;
  /** How many messages either side has sent since. */
  readonly counts: { readonly client: number; readonly server: number };
  /** Whether a connection was cut since. */
  readonly wasCut: boolean;
  close(): void;
}

export async function startMessageProxy(target: number): Promise<MessageProxy> {
  const sockets = new Set<net.Socket>();
  let counts = { client: 0, server: 0 };
  let cut: Cut | undefined;
  let isArmed = false;
  let wasCut = false;
  /** Whether the message may pass. */
  const pass = (side: Cut["side"], message: Buffer): boolean => {
    if (!isArmed) return true;
    const at = counts[side]++;
    if (cut?.side !== side) return true;
    return typeof cut.at === "string" ? !message.includes(cut.at) : cut.at !== at;
  };
  const server = net.createServer((client) => {
    const upstream = net.connect(target, "127.0.0.1");
    let isHole = false;
    const relay = (from: net.Socket, to: net.Socket, side: Cut["side"]): void => {
      // What a client sends first has no type.
      const split = messageSplitter(side === "client");
      from.on("data", (chunk: Buffer) => {
        for (const message of split(chunk)) {
          if (isHole) return;
          if (pass(side, message)) {
            to.write(message);
            continue;
          }
          wasCut = true;
          isArmed = false;
          isHole = true;
          if (cut?.isHole === true) return;
          client.destroy();
          upstream.destroy();
        }
      });
    };
    relay(client, upstream, "client");
    relay(upstream, client, "server");
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
    arm: (next) => {
      cut = next;
      counts = { client: 0, server: 0 };
      isArmed = true;
      wasCut = false;
    },
    get counts() {
      return counts;
    },
    get wasCut() {
      return wasCut;
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Cuts what comes in chunks into messages: one byte of type, four of length. */
function messageSplitter(isUntypedFirst: boolean): (chunk: Buffer) => Buffer[] {
  let left = Buffer.alloc(0);
  let isUntyped = isUntypedFirst;
  return (chunk) => {
    left = Buffer.concat([left, chunk]);
    const messages: Buffer[] = [];
    for (;;) {
      const header = isUntyped ? 4 : 5;
      if (left.length < header) return messages;
      const length = left.readInt32BE(header - 4) + header - 4;
      if (left.length < length) return messages;
      messages.push(left.subarray(0, length));
      left = left.subarray(length);
      isUntyped = false;
    }
  };
}
