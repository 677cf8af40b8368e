// The tagged id of an entity or of its id.
import { InvalidIdError } from "../../errors/InvalidIdError.ts";
import { isEntity } from "../../errors/isEntity.ts";
import type { Entity } from "../../types/Entity.ts";
import type { IdType, TaggedId } from "../../types/Id.ts";
import { isTaggedIdOf } from "../keys.ts";
import { type MetaOrType, metaOf } from "./MetaOrType.ts";
import { tagId } from "./tagId.ts";

/**
 * The tagged id of an entity, or of an id in any form.
 * @example
 * ensureTagged(Author, author); // "a:1", as is ensureTagged(Author, 1)
 * @throws InvalidIdError (`INVALID_ID`) for another type of entity and its ids, NoIdError (`NO_ID`) for a new entity without one
 */
export function ensureTagged<T extends Entity>(
  type: MetaOrType<T>,
  entityOrId: T | IdType,
): TaggedId {
  const meta = metaOf(type);
  if (!isEntity(entityOrId)) return tagId(meta, entityOrId);
  const id = entityOrId.idTagged;
  if (!isTaggedIdOf(meta, id)) throw new InvalidIdError({ type: meta.type, tag: meta.tagName, id });
  return id;
}
