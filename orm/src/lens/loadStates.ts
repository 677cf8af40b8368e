// Loads a path for entities of one em: what `entity.load` and `loadLens` do.
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { LensOptions } from "../types/Lens.ts";
import { followInSql, hopsInSql } from "./followInSql.ts";
import type { Level } from "./Step.ts";
import { levelOf, loadPath } from "./walkPath.ts";

/** A list, flat and without `undefined`s, once a collection was passed or when `isMany` says that it starts with one. */
export async function loadStates(
  start: ReadonlyArray<EntityState>,
  isMany: boolean,
  path: ReadonlyArray<string>,
  { sql = false, forceReload }: LensOptions = {},
): Promise<unknown> {
  const first = levelOf(start, isMany);
  const session = start[0]?.session;
  if (session === undefined) return [];
  const persisted = start.every(({ isNew }) => !isNew);
  const hops = sql && persisted ? hopsInSql(session, first.metas, path) : [];
  if (hops.length === 0) return resultOf(await loadPath(first, path, { forceReload }));
  const inMemory = path.slice(0, path.length - hops.length);
  const before = await loadPath(first, inMemory, { forceReload });
  const owners = before.values.flatMap((value) =>
    BaseEntity.isEntity(value) ? [BaseEntity.stateOf(value)] : [],
  );
  // A new entity has its relations in memory only.
  if (owners.some(({ isNew }) => isNew))
    return resultOf(await loadPath(before, path.slice(inMemory.length), { forceReload }));
  const found = owners.length === 0 ? [] : await followInSql(session, owners, hops);
  const passesCollection = hops.some(({ kind }) => kind === "o2m" || kind === "m2m");
  return before.isMany || passesCollection ? found : found[0];
}

export function resultOf({ values, isMany }: Level): unknown {
  return isMany ? values : values[0];
}
