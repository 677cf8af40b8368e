// Those who listen to one em: to its entities, beside the listeners of its domain, and to what happens to itself. They stay when the
// em is cleared.
import type { DriverEvents } from "../driver/DriverEvents.ts";
import type { Domain } from "../schema/Domain.ts";
import { EntityEventHub } from "../schema/EntityEventHub.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { Em } from "../types/Em.ts";
import type { EmEventMap, EntityEventName, EntityListener } from "../types/EntityEvent.ts";
import type { EntityState } from "./EntityState.ts";
import type { FieldTrace } from "./FieldTrace.ts";

type Listener = (payload: never) => unknown;

export class EmEvents {
  readonly #domain: Domain;
  readonly #driver: DriverEvents;
  /** Made for the first listener: most ems have none. */
  #entities: EntityEventHub | undefined;
  #listeners: Map<keyof EmEventMap, Set<Listener>> | undefined;

  /** Those that print what is set. */
  traces: ReadonlyArray<FieldTrace> = [];

  constructor(domain: Domain, driver: DriverEvents) {
    this.#domain = domain;
    this.#driver = driver;
  }

  get entities(): EntityEventHub {
    const domain = this.#domain;
    return (this.#entities ??= new EntityEventHub((type) => domain.getMetadata(type)));
  }

  get hearsLoads(): boolean {
    return this.#entities?.hearsLoads === true || this.#domain.events.hearsLoads;
  }

  /** Nobody has ever listened to an entity. */
  get isSilent(): boolean {
    return (this.#entities?.isEmpty ?? true) && this.#domain.events.isEmpty;
  }

  on<K extends keyof EmEventMap>(
    event: K,
    listener: (payload: EmEventMap[K]) => unknown,
  ): () => void {
    const entry: Listener = (payload) => listener(payload);
    const byEvent = (this.#listeners ??= new Map());
    let listeners = byEvent.get(event);
    if (listeners === undefined) byEvent.set(event, (listeners = new Set()));
    listeners.add(entry);
    return () => void listeners.delete(entry);
  }

  /** Those of the domain before the em's own. */
  listeners(event: EntityEventName, meta: EntityMeta): EntityListener[] {
    return [
      ...this.#domain.events.listeners(event, meta),
      ...(this.#entities?.listeners(event, meta) ?? []),
    ];
  }

  /** A row has become an entity; whoever hears of it cannot stop what loads it. */
  tellLoaded(em: Em, { entity, meta }: EntityState): void {
    for (const listener of this.listeners("loaded", meta))
      this.#callNow(() => listener({ entity, em, ctx: em.ctx, changes: {} }));
  }

  /** As `tell`, where nobody can wait. */
  tellNow<K extends keyof EmEventMap>(event: K, payload: EmEventMap[K]): void {
    for (const listener of this.#listeners?.get(event) ?? [])
      this.#callNow(() => listener(payload as never));
  }

  #callNow(call: () => unknown): void {
    try {
      const outcome = call();
      if (outcome instanceof Promise) outcome.catch((error: unknown) => this.#driver.warn(error));
    } catch (error) {
      this.#driver.warn(error);
    }
  }

  /** Calls all, whatever they throw. @returns what they threw or rejected with */
  async tell<K extends keyof EmEventMap>(event: K, payload: EmEventMap[K]): Promise<unknown[]> {
    const errors: unknown[] = [];
    for (const listener of this.#listeners?.get(event) ?? [])
      try {
        await listener(payload as never);
      } catch (error) {
        errors.push(error);
      }
    return errors;
  }
}
