// Who listens to what happens to entities: of one domain, or of one em. While nobody does, asking costs next to nothing.
import type { Entity, MaybeAbstractEntityConstructor } from "../types/Entity.ts";
import type { EntityEventName, EntityEvents, EntityListener } from "../types/EntityEvent.ts";
import type { EntityMeta } from "./EntityMeta.ts";

export class EntityEventHub<C = unknown> implements EntityEvents<C> {
  readonly #metaOf: (type: MaybeAbstractEntityConstructor) => EntityMeta;
  readonly #listeners = new Map<EntityEventName, Map<EntityMeta, Set<EntityListener>>>();
  /** Whether anybody listens to `loaded`, which is asked for every row. */
  hearsLoads = false;

  constructor(metaOf: (type: MaybeAbstractEntityConstructor) => EntityMeta) {
    this.#metaOf = metaOf;
  }

  on<T extends Entity>(
    type: MaybeAbstractEntityConstructor<T>,
    event: EntityEventName,
    listener: EntityListener<T, C>,
  ): () => void {
    // A function of its own per call, so that one listener can be added twice and taken away once.
    const entry: EntityListener = (payload) => listener(payload as never);
    const listeners = this.#listenersTo(event, this.#metaOf(type));
    listeners.add(entry);
    this.#recount();
    return () => {
      listeners.delete(entry);
      this.#recount();
    };
  }

  /** Whether anybody may be interested at all. */
  get isEmpty(): boolean {
    return this.#listeners.size === 0;
  }

  /** Those who listen to an event of an entity of this type: of its bases first, the root's before all. */
  listeners(event: EntityEventName, meta: EntityMeta): EntityListener[] {
    const byType = this.#listeners.get(event);
    if (byType === undefined) return [];
    return [...meta.baseTypes, meta].flatMap((type) => [...(byType.get(type) ?? [])]);
  }

  #listenersTo(event: EntityEventName, meta: EntityMeta): Set<EntityListener> {
    let byType = this.#listeners.get(event);
    if (byType === undefined) this.#listeners.set(event, (byType = new Map()));
    let listeners = byType.get(meta);
    if (listeners === undefined) byType.set(meta, (listeners = new Set()));
    return listeners;
  }

  #recount(): void {
    const byType = this.#listeners.get("loaded");
    this.hearsLoads =
      byType !== undefined && [...byType.values()].some((listeners) => listeners.size > 0);
  }
}
