// Where the value of a key of JSON comes from, for one type of entity: a column, a relation, the ids of a relation, a member
// that is written by hand, or a getter of the class.
import { InvalidHintError } from "../errors/InvalidHintError.ts";
import { relation } from "../relations/relation.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { type LoadableMember, typesBelow } from "../schema/LoadableMember.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { Entity } from "../types/Entity.ts";

export interface JsonSource {
  /** What is shown when nothing below is named; entities in it are shown as their ids. */
  readonly read: (entity: Entity) => unknown;
  /** Where it leads, when something below is named. */
  readonly follow: (entity: Entity) => unknown;
  /** The member to load before `read`, and before `follow`. */
  readonly readNeeds: string | undefined;
  readonly followNeeds: string | undefined;
  /** The types that it leads to, none for a plain value; `undefined` when only its entities will tell. */
  readonly typesBelow: ReadonlyArray<EntityMeta> | undefined;
}

/** `undefined` when the type has nothing of this name that JSON can show. */
export function sourceOf(meta: EntityMeta, key: string): JsonSource | undefined {
  const member = meta.members.get(key);
  if (member !== undefined) return memberSource(member, key);
  const named = meta.idNames.get(key);
  if (named !== undefined)
    // No more than its ids, however it is asked.
    return { ...memberSource(named, named.fieldName), typesBelow: none };
  // What is left of the fields are columns, components of references, and large collections, which are never loaded.
  const field = meta.fields.get(key);
  const isShown =
    field === undefined ? hasGetter(meta, key) : "index" in field && field.kind !== "m2o";
  if (!isShown) return undefined;
  const read = (entity: Entity): unknown => valueAt(entity, key);
  return { read, follow: read, readNeeds: undefined, followNeeds: undefined, typesBelow: none };
}

const none: ReadonlyArray<EntityMeta> = [];

function memberSource(member: LoadableMember, key: string): JsonSource {
  const follow = (entity: Entity): unknown => {
    const there = valueAt(entity, key) as { readonly get: unknown };
    // A method has to be called.
    if (!("get" in there)) throw new InvalidHintError({ entity, key });
    return there.get;
  };
  const isReference = member.kind === "m2o" || member.kind === "poly";
  return {
    // A reference knows the id of where it leads.
    read: isReference ? (entity) => idAt(entity, key) : follow,
    follow,
    readNeeds: isReference ? undefined : key,
    followNeeds: key,
    typesBelow: typesBelow(member),
  };
}

/** What is deleted in this unit of work reads as unset, as it does when it is loaded. */
function idAt(entity: Entity, key: string): unknown {
  const reference = relation<{
    readonly isLoaded: boolean;
    readonly get: Entity | undefined;
    readonly idIfSet: unknown;
  }>(entity, key);
  return reference.isLoaded ? reference.get : reference.idIfSet;
}

function valueAt(entity: Entity, key: string): unknown {
  return (entity as unknown as Readonly<Record<string, unknown>>)[key];
}

/** Whether a class of the type has a getter of this name; what all entities have is not shown. */
function hasGetter({ cstr }: EntityMeta, key: string): boolean {
  let prototype = cstr.prototype as object | null;
  while (prototype !== null && prototype !== BaseEntity.prototype) {
    const found = Object.getOwnPropertyDescriptor(prototype, key);
    if (found !== undefined) return found.get !== undefined && key !== "transientFields";
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
  return false;
}
