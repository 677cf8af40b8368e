// The listeners of a driver. Nothing is measured or built while nobody listens.
import type { DriverEventMap, DriverEvents } from "./DriverEvents.ts";

type Listener<K extends keyof DriverEventMap> = (payload: DriverEventMap[K]) => void;
type Listeners = { readonly [K in keyof DriverEventMap]: Set<Listener<K>> };

export class DriverEventHub implements DriverEvents {
  readonly #listeners: Listeners = {
    query: new Set(),
    roundTrip: new Set(),
    begin: new Set(),
    commit: new Set(),
    rollback: new Set(),
    savepoint: new Set(),
    acquire: new Set(),
    slowQuery: new Set(),
    warning: new Set(),
  };

  on<K extends keyof DriverEventMap>(event: K, listener: Listener<K>): () => void {
    // A function of its own per call, so that one listener can be added twice and taken away once.
    const entry: Listener<K> = (payload): unknown => listener(payload);
    this.#listeners[event].add(entry);
    return () => void this.#listeners[event].delete(entry);
  }

  has(event: keyof DriverEventMap): boolean {
    return this.#listeners[event].size > 0;
  }

  emit<K extends keyof DriverEventMap>(event: K, payload: DriverEventMap[K]): void {
    for (const listener of this.#listeners[event]) {
      try {
        const outcome: unknown = listener(payload);
        if (outcome instanceof Promise) outcome.catch((error: unknown) => this.#warn(event, error));
      } catch (error) {
        this.#warn(event, error);
      }
    }
  }

  warn(thrown: unknown): void {
    const error =
      thrown instanceof Error ? thrown : new TypeError(`A listener threw ${String(thrown)}`);
    this.emit("warning", { error });
  }

  #warn(event: keyof DriverEventMap, thrown: unknown): void {
    // A warning about a listener of warnings would never end.
    if (event !== "warning") this.warn(thrown);
  }
}
