// Whether a field was given a value in this unit of work.
import { UnknownFieldError } from "../errors/UnknownFieldError.ts";
import { isMember } from "../schema/isRelationField.ts";
import type { Entity } from "../types/Entity.ts";
import { BaseEntity } from "./BaseEntity.ts";
import { isColumnSet } from "./isColumnSet.ts";

/**
 * Whether a field has been given a value in this unit of work: for a new entity by its options, its defaults or a setter; for
 * a persisted one by a change that is not flushed. Collections are set when something was added or removed.
 * @example
 * if (!isFieldSet(author, "lastName")) author.lastName = guess(author.firstName);
 * @throws UnknownFieldError (`UNKNOWN_FIELD`)
 */
export function isFieldSet(entity: Entity, name: string): boolean {
  const state = BaseEntity.stateOf(entity);
  const found = state.meta.fields.get(name);
  if (found === undefined || !isMember(found)) throw new UnknownFieldError({ entity, field: name });
  if (found.kind === "primaryKey") return state.isNew && state.key !== undefined;
  if (found.kind === "poly")
    return found.components.some((component) => isColumnSet(state, component));
  if ("index" in found) return isColumnSet(state, found);
  const changes = state.session.ports.changesOf(state) as Readonly<
    Record<string, { readonly hasChanged: boolean } | undefined>
  >;
  return changes[name]?.hasChanged ?? false;
}
