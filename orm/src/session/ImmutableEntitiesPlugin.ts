// Entities that must not be changed: reference data, rows of a closed period.
import { ImmutableEntityError } from "../errors/ImmutableEntityError.ts";
import { Plugin } from "../schema/Plugin.ts";
import type { Entity } from "../types/Entity.ts";

/**
 * Refuses to set a field of the entities that were added to it.
 * @example
 * const immutable = new ImmutableEntitiesPlugin();
 * em.addPlugin(immutable);
 * immutable.addEntity(author);
 * author.firstName = "x"; // throws ImmutableEntityError (`IMMUTABLE_ENTITY`)
 */
export class ImmutableEntitiesPlugin extends Plugin {
  readonly #entities = new WeakSet<Entity>();

  addEntity(entity: Entity): void {
    this.#entities.add(entity);
  }

  override beforeSetField(entity: Entity, field: string): void {
    if (this.#entities.has(entity)) throw new ImmutableEntityError({ entity, field });
  }
}
