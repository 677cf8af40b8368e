// A client of graphql-transport-ws that says exactly what a test has it say, right or wrong.
import type { Writable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { WebSocket } from "ws";

export interface Message {
  readonly type?: string;
  readonly id?: string;
  readonly payload?: unknown;
}

export interface SocketOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** What is said first; nothing with `null`. */
  readonly params?: object | null;
  readonly protocol?: string;
}

export class SocketClient {
  readonly socket: WebSocket;
  /** Why the server has closed it. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  readonly #messages: Message[] = [];
  #wake: (() => void) | undefined;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data: Buffer) => {
      this.#messages.push(JSON.parse(data.toString()) as Message);
      this.#wake?.();
    });
    this.closed = new Promise((resolve) => {
      socket.once("close", (code, reason) => {
        resolve({ code, reason: reason.toString() });
        this.#wake?.();
      });
    });
    socket.on("error", () => undefined);
  }

  /** @throws Error with the status and the body of a refusal */
  static async open(server: FastifyInstance, options: SocketOptions = {}): Promise<SocketClient> {
    const { headers = {}, params = {}, protocol = "graphql-transport-ws" } = options;
    const { port } = server.server.address() as { port: number };
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, protocol, { headers });
    const client = new SocketClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
      socket.once("unexpected-response", (_request, response) => {
        let body = "";
        response.on("data", (chunk: Buffer) => (body += chunk.toString()));
        response.on("end", () => reject(new Error(`${response.statusCode} ${body}`)));
      });
    });
    if (params === null) return client;
    client.send({ type: "connection_init", payload: params });
    await client.next();
    return client;
  }

  send(message: object | string): void {
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  /** Past everything that makes frames of what is sent. */
  sendBytes(bytes: Buffer): void {
    (Reflect.get(this.socket, "_socket") as Writable).write(bytes);
  }

  subscribe(id: string, query: string, variables?: object): void {
    this.send({ type: "subscribe", id, payload: { query, ...(variables && { variables }) } });
  }

  /** What the server says next; nothing any more when the socket is closed. */
  async next(): Promise<Message | undefined> {
    while (this.#messages.length === 0 && this.socket.readyState !== WebSocket.CLOSED)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    return this.#messages.shift();
  }

  /** What was said and not asked for by now: an answer to what is asked last comes last. */
  async said(): Promise<ReadonlyArray<Message>> {
    this.send({ type: "ping" });
    const messages: Message[] = [];
    for (;;) {
      const message = await this.next();
      if (message === undefined || message.type === "pong") return messages;
      messages.push(message);
    }
  }

  close(): void {
    this.socket.close();
  }
}
