// An id without its tag.
import { isEntity } from "../../errors/isEntity.ts";
import type { Entity } from "../../types/Entity.ts";
import type { IdType } from "../../types/Id.ts";
import { keyOfId } from "../keys.ts";
import { type MetaOrType, metaOf } from "./MetaOrType.ts";

/**
 * The key of an entity as the database prints it.
 * @throws NoIdError (`NO_ID`) for a new entity without one
 */
export function deTagId(entity: Entity): string;
/**
 * The key of an id in any form, as the database prints it.
 * @example
 * deTagId(Author, "a:1"); // "1"
 * @throws InvalidIdError (`INVALID_ID`) for an id of another entity, and for what is none
 */
export function deTagId(type: MetaOrType, id: IdType): string;
export function deTagId(of: Entity | MetaOrType, id?: IdType): string {
  return isEntity(of) ? of.idUntagged : keyOfId(metaOf(of), id);
}
