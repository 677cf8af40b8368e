// What is told in the database reaches the subscriptions of this process: one connection listens for all of them.
import { Listener } from "kingpost/pg";
import { Client } from "pg";
import type { Settings } from "../../settings.ts";
import { EventQueue } from "./EventQueue.ts";
import type { Events, Heard } from "./Events.ts";

interface WarningLog {
  warn(about: object, message: string): void;
}

export class EventHub {
  readonly #listener: Listener;
  readonly #queueLength: number;

  constructor({ listenUrl, socketQueue }: Settings, log: WarningLog) {
    this.#queueLength = socketQueue;
    this.#listener = new Listener(
      () => new Client({ connectionString: listenUrl, connectionTimeoutMillis: 5_000 }),
      { onWarning: (error) => log.warn({ err: error }, "listening to the database") },
    );
  }

  /** For one subscription, which ends with the signal; `onOverflow` is called when it does not keep up. */
  open(signal: AbortSignal, onOverflow: () => void): Events {
    return {
      listen: async (channel) => {
        const queue = new EventQueue<Heard>(this.#queueLength, signal, onOverflow);
        const stop = await this.#listener.listen(channel, {
          onNotification: (payload) => queue.push({ payload }),
          onGap: (missedSince) => queue.push({ missedSince }),
        });
        if (signal.aborted) await stop();
        else signal.addEventListener("abort", () => void stop(), { once: true });
        return queue;
      },
    };
  }

  close(): Promise<void> {
    return this.#listener.close();
  }
}
