// A door before a database that can be shut: for programs, the database is away then.
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

export class DatabaseGate {
  /** The address of the database, through the door. */
  readonly url: string;
  readonly #port: number;
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  #server: Server;

  private constructor(target: URL, server: Server) {
    this.#target = target;
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
    const url = new URL(target);
    url.port = String(this.#port);
    this.url = url.href;
    server.on("connection", (socket) => this.#pass(socket));
  }

  static async before(url: string): Promise<DatabaseGate> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return new DatabaseGate(new URL(url), server);
  }

  async shut(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async reopen(): Promise<void> {
    this.#server = createServer((socket) => this.#pass(socket)).listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
  }

  #pass(socket: Socket): void {
    const other = connect(Number(this.#target.port), this.#target.hostname);
    for (const [one, another] of [
      [socket, other],
      [other, socket],
    ] as const) {
      this.#sockets.add(one);
      one.on("error", () => another.destroy());
      one.on("close", () => {
        this.#sockets.delete(one);
        another.destroy();
      });
    }
    socket.pipe(other).pipe(socket);
  }
}
