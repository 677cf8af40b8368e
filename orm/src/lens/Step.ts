// What one name of a path means for the values of a level.
import { kindOf } from "../relations/members/kindOf.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { type LoadableMember, typesBelow } from "../schema/LoadableMember.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";

/** The values of a level; `isMany` once a collection was passed, and then each is there once and none is `undefined`. */
export interface Level {
  readonly values: ReadonlyArray<unknown>;
  readonly isMany: boolean;
  /** The types of its entities, as far as the schema tells. */
  readonly metas: ReadonlyArray<EntityMeta>;
}

/** The members of this name of the level's entities, each with those that have it. */
export function membersAt(level: Level, key: string): Map<LoadableMember, EntityState[]> {
  const members = new Map<LoadableMember, EntityState[]>();
  for (const value of level.values) {
    if (!BaseEntity.isEntity(value)) continue;
    const state = BaseEntity.stateOf(value);
    const member = state.meta.members.get(key);
    if (member === undefined) continue;
    const owners = members.get(member);
    if (owners === undefined) members.set(member, [state]);
    else owners.push(state);
  }
  return members;
}

/** The next level, from what each value of this one reads as. */
export function nextLevel(level: Level, key: string, read: ReadonlyArray<unknown>): Level {
  const members = level.metas.flatMap((meta) => meta.members.get(key) ?? []);
  const isCollection =
    members.some((member) => kindOf(member).isMany(member)) || read.some(isListOfEntities);
  const isMany = level.isMany || isCollection;
  const values = read.flatMap((value) => (isListOfEntities(value) ? value : [value]));
  return {
    values: isMany ? [...new Set(values.filter((value) => value !== undefined))] : values,
    isMany,
    metas: [...new Set(members.flatMap((member) => typesBelow(member) ?? metasOf(values)))],
  };
}

function isListOfEntities(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.every((each) => BaseEntity.isEntity(each));
}

function metasOf(values: ReadonlyArray<unknown>): EntityMeta[] {
  return values.flatMap((value) =>
    BaseEntity.isEntity(value) ? [BaseEntity.stateOf(value).meta] : [],
  );
}
