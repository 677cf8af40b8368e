// Follows a path of names from entities on, through what is in memory or loading what is not.
import { NotLoadedError } from "../errors/NotLoadedError.ts";
import { UnknownFieldError } from "../errors/UnknownFieldError.ts";
import { kindOf } from "../relations/members/kindOf.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { PopulateOptions } from "../session/ports.ts";
import { type Level, membersAt, nextLevel } from "./Step.ts";

type Path = ReadonlyArray<string>;

export function levelOf(start: ReadonlyArray<EntityState>, isMany: boolean): Level {
  return {
    values: start.map(({ entity }) => entity),
    isMany,
    metas: [...new Set(start.map(({ meta }) => meta))],
  };
}

/** Loads each level together; what is loaded costs nothing. */
export async function loadPath(start: Level, path: Path, options: PopulateOptions): Promise<Level> {
  let level = start;
  for (const key of path) {
    const loads = [...membersAt(level, key)].flatMap(
      ([member, owners]) => kindOf(member).load(owners, member, options) ?? [],
    );
    // Awaiting what is there already would take a turn of its own for each level.
    if (loads.length > 0) await Promise.all(loads);
    const read = level.values.map((value) => readMember(value, key));
    level = nextLevel(level, key, read.some(isPromise) ? await Promise.all(read) : read);
  }
  return level;
}

/** @throws NotLoadedError (`NOT_LOADED`) */
export function walkPath(start: Level, path: Path): Level {
  let level = start;
  for (const key of path) {
    const read = level.values.map((value) => readMember(value, key));
    const at = read.findIndex(isPromise);
    if (at >= 0) throw new NotLoadedError({ entity: String(level.values[at]), field: key });
    level = nextLevel(level, key, read);
  }
  return level;
}

/** Whether walking the path would meet nothing that has to be loaded. */
export function isPathLoaded(start: Level, path: Path): boolean {
  let level = start;
  for (const key of path) {
    for (const [member, owners] of membersAt(level, key))
      if (!owners.every((owner) => kindOf(member).isLoaded(owner, member))) return false;
    const read = level.values.map((value) => readMember(value, key));
    if (read.some(isPromise)) return false;
    level = nextLevel(level, key, read);
  }
  return true;
}

/** What a value has at a name: the value of a member, a method's answer, or what stands there. */
function readMember(value: unknown, key: string): unknown {
  if (value === undefined || value === null) return undefined;
  const there: unknown = (value as Readonly<Record<string, unknown>>)[key];
  if (BaseEntity.isEntity(value)) {
    const state = BaseEntity.stateOf(value);
    if (state.meta.members.has(key)) return (there as { readonly get: unknown }).get;
    if (there === undefined && !(key in value))
      throw new UnknownFieldError({ entity: value, field: key });
  }
  return typeof there === "function" ? (there as () => unknown).call(value) : there;
}

function isPromise(value: unknown): boolean {
  return value instanceof Promise;
}
