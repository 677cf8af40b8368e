// Every connection that this process opens, for their bytes to be counted: what a contestant sends and gets, protocol included, by
// whichever library it does so.
import { subscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";

export interface Traffic {
  readonly sentBytes: number;
  readonly receivedBytes: number;
}

export class Sockets {
  readonly #sockets = new Set<Socket>();
  /** What went through connections that are closed. */
  #sent = 0;
  #received = 0;

  /** Begins to note connections; those that are open already are not among them. */
  constructor() {
    subscribe("net.client.socket", (message) => {
      const { socket } = message as { readonly socket: Socket };
      this.#sockets.add(socket);
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
}
