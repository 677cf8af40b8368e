// One WebSocket: who is at its other end, what they have subscribed to, and how much they may send.
import type { FastifyRequest } from "fastify";
import type { WebSocket } from "ws";
import type { User } from "../../auth/User.ts";
import type { Subscriber } from "./Subscriber.ts";

/** Codes of RFC 6455 and, from 4000 on, of graphql-transport-ws. */
export const closeCodes = {
  goingAway: 1001,
  unsupportedData: 1003,
  policy: 1008,
  tooSlow: 1013,
  forbidden: 4403,
  internal: 4500,
} as const;

export class Connection {
  readonly socket: WebSocket;
  readonly request: FastifyRequest;
  readonly subscribers: Set<Subscriber> = new Set();
  user: User | undefined;
  /** The other end has answered since it was last asked. */
  isAlive = true;
  #messages = 0;
  #tokenEnd: NodeJS.Timeout | undefined;

  constructor(socket: WebSocket, request: FastifyRequest, user: User | undefined) {
    this.socket = socket;
    this.request = request;
    this.identify(user);
    socket.on("pong", () => {
      this.isAlive = true;
    });
    socket.once("close", () => {
      clearTimeout(this.#tokenEnd);
      for (const subscriber of this.subscribers) subscriber.end();
    });
  }

  /** From here on it is this user's, until the token is over. */
  identify(user: User | undefined): void {
    this.user = user;
    clearTimeout(this.#tokenEnd);
    if (user?.until === undefined) return;
    // A timer that is set for longer than it can count would go off at once.
    const ms = Math.min(Math.max(user.until.getTime() - Date.now(), 0), 2 ** 31 - 1);
    this.#tokenEnd = setTimeout(
      () => this.close(closeCodes.forbidden, "The token is over"),
      ms,
    ).unref();
  }

  add(subscriber: Subscriber): void {
    this.subscribers.add(subscriber);
    subscriber.signal.addEventListener("abort", () => this.subscribers.delete(subscriber), {
      once: true,
    });
  }

  /** Counts a message. @returns how many there were in this minute */
  countMessage(): number {
    return ++this.#messages;
  }

  beginMinute(): void {
    this.#messages = 0;
  }

  /** Asks whether the other end is there, unless it has not answered the last time: then there is none. */
  ping(): void {
    if (!this.isAlive) return this.socket.terminate();
    this.isAlive = false;
    this.socket.ping();
  }

  /** Says why; who does not listen is cut off. */
  close(code: number, reason: string): void {
    this.socket.close(code, reason);
    setTimeout(() => this.socket.terminate(), goodByeMs).unref();
  }
}

const goodByeMs = 1_000;
