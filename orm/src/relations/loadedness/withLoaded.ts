// A view of an entity whose loaded members are plain values, for taking apart.
import { NotLoadedError } from "../../errors/NotLoadedError.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { Entity } from "../../types/Entity.ts";
import type { WithLoaded } from "../../types/WithLoaded.ts";

/**
 * Loaded relations and properties by their values, everything else as it is; what was not loaded is not in the type.
 * @example
 * const { title, author, reviews } = withLoaded(await em.load(Book, "b:1", ["author", "reviews"]));
 * @throws NotLoadedError (`NOT_LOADED`) when a member that is not loaded is read
 */
export function withLoaded<T extends Entity>(entity: T): WithLoaded<T>;
export function withLoaded<T extends Entity>(entity: Promise<T>): Promise<WithLoaded<T>>;
export function withLoaded(given: Entity | Promise<Entity>): unknown {
  return BaseEntity.isEntity(given) ? viewOf(given) : given.then((entity) => viewOf(entity));
}

/** What the objects at members have in common here. */
interface Member {
  readonly isLoaded: boolean;
  readonly get?: unknown;
  readonly call?: (...args: ReadonlyArray<unknown>) => unknown;
}

function viewOf(entity: Entity): unknown {
  const { members } = BaseEntity.stateOf(entity).meta;
  return new Proxy(entity, {
    get(_, key) {
      const value: unknown = Reflect.get(entity, key, entity);
      if (typeof key === "string" && members.has(key)) return read(entity, key, value as Member);
      return typeof value === "function" ? (value as () => unknown).bind(entity) : value;
    },
    set: (_, key, value) => Reflect.set(entity, key, value, entity),
  });
}

function read(entity: Entity, field: string, member: Member): unknown {
  if (!member.isLoaded) throw new NotLoadedError({ entity, field });
  return "call" in member ? (...args: ReadonlyArray<unknown>) => member.call!(...args) : member.get;
}
