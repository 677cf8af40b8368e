// Every connection that this process opens, and what goes over them: bytes always, and statements, round trips and rows when they are
// asked for. It reads the protocol of Postgres, so it counts the same for everybody, by whichever library they send.
import { subscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import { MessageReader } from "./MessageReader.ts";
import type { Counts, Traffic } from "./messages.ts";

export class Wire {
  readonly #sockets = new Set<Socket>();
  #counting: Counting | undefined;
  /** What went through connections that are closed. */
  #sent = 0;
  #received = 0;

  /** Begins to note connections; those that are open already are not among them. */
  constructor() {
    subscribe("net.client.socket", (message) => {
      const { socket } = message as { readonly socket: Socket };
      this.#sockets.add(socket);
      // Connecting gives a socket its `write` anew.
      socket.prependOnceListener("connect", () => this.#counting?.follow(socket, true));
      socket.once("close", () => {
        this.#sockets.delete(socket);
        this.#sent += socket.bytesWritten;
        this.#received += socket.bytesRead;
      });
    });
  }

  /** All bytes until now. */
  total(): Traffic {
    const open = [...this.#sockets];
    return {
      sentBytes: open.reduce((sum, { bytesWritten }) => sum + bytesWritten, this.#sent),
      receivedBytes: open.reduce((sum, { bytesRead }) => sum + bytesRead, this.#received),
    };
  }

  /** Begins to read what goes over all connections, which costs time: never during timed work. The answer ends it. */
  count(): () => Counts {
    const counting = new Counting();
    for (const socket of this.#sockets) if (!socket.connecting) counting.follow(socket, false);
    this.#counting = counting;
    return () => {
      this.#counting = undefined;
      return counting.end();
    };
  }
}

class Counting {
  #statements = 0;
  #roundTrips = 0;
  #rows = 0;
  readonly #ends: Array<() => void> = [];

  /** @param isNew whether nothing was sent yet: then its first message is the one that has no type */
  follow(socket: Socket, isNew: boolean): void {
    /** Answers that end with ReadyForQuery and have not come. */
    let awaited = 0;
    let isFlushed = false;
    const ask = (): void => {
      if (awaited === 0 && !isFlushed) this.#roundTrips++;
    };
    const sent = new MessageReader(isNew, (type) => {
      if (type === "Q" || type === "E") this.#statements++;
      if (type === "Q" || type === "S") {
        ask();
        awaited++;
      } else if (type === "H") {
        ask();
        isFlushed = true;
      }
    });
    const received = new MessageReader(false, (type, body) => {
      isFlushed = false;
      if (type === "Z") awaited = Math.max(0, awaited - 1);
      if (type === "C") this.#rows += rowsOf(body);
    });
    const write = socket.write.bind(socket);
    socket.write = ((...args: Parameters<typeof write>) => {
      const [chunk] = args;
      sent.read(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
      return write(...args);
    }) as typeof write;
    const onData = (chunk: Uint8Array): void => received.read(chunk);
    // Before the library hears of it: what it sends in answer is another round trip.
    socket.prependListener("data", onData);
    this.#ends.push(() => {
      // What it had before is its class's.
      Reflect.deleteProperty(socket, "write");
      socket.off("data", onData);
    });
  }

  end(): Counts {
    for (const end of this.#ends) end();
    return { statements: this.#statements, roundTrips: this.#roundTrips, rows: this.#rows };
  }
}

/** Of a tag such as `SELECT 5`, `INSERT 0 5` or `BEGIN`. */
function rowsOf(body: Uint8Array): number {
  const count = Number(new TextDecoder().decode(body.subarray(0, -1)).split(" ").at(-1));
  return Number.isNaN(count) ? 0 : count;
}
