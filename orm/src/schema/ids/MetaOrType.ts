// How the helpers for ids are told of which entity they are.
import { DomainError } from "../../errors/DomainError.ts";
import type { Entity, MaybeAbstractEntityConstructor } from "../../types/Entity.ts";
import type { EntityMeta } from "../EntityMeta.ts";

/** The metadata of an entity type, or its class. */
export type MetaOrType<T extends Entity = Entity> =
  | EntityMeta<T>
  | MaybeAbstractEntityConstructor<T>;

/** @throws DomainError (`DOMAIN`) for a class whose domain was not linked yet */
export function metaOf<T extends Entity>(of: MetaOrType<T>): EntityMeta<T> {
  if (typeof of !== "function") return of;
  const { metadata } = of as { readonly metadata?: EntityMeta<T> };
  if (metadata !== undefined) return metadata;
  throw new DomainError({
    problems: [`${of.name}: its domain is not linked yet; import it and call domain.boot()`],
  });
}
