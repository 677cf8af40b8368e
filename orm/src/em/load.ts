// Loads by id.
import { CallSite } from "../errors/CallSite.ts";
import { EntityDeletedError } from "../errors/EntityDeletedError.ts";
import { InvalidEntityTypeError } from "../errors/InvalidEntityTypeError.ts";
import { NotFoundError } from "../errors/NotFoundError.ts";
import type { HintTree } from "../hints/HintTree.ts";
import { parseHint } from "../hints/parseHint.ts";
import type { Loader } from "../loading/Loader.ts";
import { populate } from "../loading/populate.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { isOfType } from "../schema/isOfType.ts";
import { keyOfId, mapKeyOf, taggedIdOfKey } from "../schema/keys.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Entity } from "../types/Entity.ts";
import type { Lock } from "../types/Lock.ts";
import { loadLocked } from "./lock.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

/**
 * As `loadAll` for one id, without the lists: a thousand loads of one tick are this function a thousand times.
 * @throws NotFoundError (`NOT_FOUND`), EntityDeletedError (`DELETED`), InvalidIdError (`INVALID_ID`), InvalidHintError (`INVALID_HINT`)
 */
export async function loadOne(
  unit: UnitOfWork,
  meta: EntityMeta,
  id: unknown,
  hint: unknown,
  lock?: Lock,
): Promise<Entity> {
  const tree = hint === undefined ? undefined : parseHint(meta, hint);
  const text = keyOfId(meta, id);
  if (lock !== undefined) {
    const [locked] = await loadLocked(unit, meta, [text], lock);
    if (locked === undefined) return await refuseMissing(unit, meta, [text]);
  }
  const key = mapKeyOf(meta, text);
  const { identityMap } = unit.session;
  if (identityMap.findByMapKey(meta, key) === undefined) {
    try {
      if (tree !== undefined) await preload(unit.loader, meta, [text], tree);
      if (identityMap.findByMapKey(meta, key) === undefined) await unit.loader.byKey(meta, key);
    } catch (error) {
      CallSite.rethrow(error);
    }
  }
  const state = identityMap.findByMapKey(meta, key);
  if (state === undefined || state.deleted === "flushed" || !isOfType(state.meta, meta))
    return await refuseMissing(unit, meta, [text]);
  if (state.isDeleted) throw new EntityDeletedError({ entity: state.entity });
  if (tree !== undefined) await populate([state], tree);
  return state.entity;
}

/** @throws NotFoundError (`NOT_FOUND`), EntityDeletedError (`DELETED`), InvalidIdError (`INVALID_ID`), InvalidHintError (`INVALID_HINT`) */
export async function loadAll(
  unit: UnitOfWork,
  meta: EntityMeta,
  ids: ReadonlyArray<unknown>,
  hint: unknown,
): Promise<EntityState[]> {
  const keys = ids.map((id) => keyOfId(meta, id));
  const found = await loadKeys(unit, meta, keys, hint);
  const missing = keys.filter((_, at) => found[at] === undefined);
  if (missing.length > 0) await refuseMissing(unit, meta, missing);
  const states = found as EntityState[];
  const deleted = states.find((state) => state.deleted === "pending");
  if (deleted !== undefined) throw new EntityDeletedError({ entity: deleted.entity });
  return states;
}

export async function loadAllIfExists(
  unit: UnitOfWork,
  meta: EntityMeta,
  ids: ReadonlyArray<unknown>,
  hint: unknown,
): Promise<EntityState[]> {
  const keys = ids.map((id) => keyOfId(meta, id));
  const found = await loadKeys(unit, meta, keys, hint);
  return found.filter((state) => state !== undefined && !state.isDeleted) as EntityState[];
}

/** Loads entities that are not in memory together with what the hint names of them, where that is one round trip. */
async function preload(
  loader: Loader,
  meta: EntityMeta,
  keys: ReadonlyArray<string>,
  tree: HintTree,
): Promise<void> {
  if (tree.isEmpty || keys.length === 0) return;
  await loader.preloadByKey(meta, keys, tree);
}

async function refuseMissing(
  unit: UnitOfWork,
  meta: EntityMeta,
  missing: ReadonlyArray<string>,
): Promise<never> {
  await checkOtherTypes(unit, meta, missing);
  throw new NotFoundError({ ids: [...new Set(missing)].map((key) => taggedIdOfKey(meta, key)) });
}

/** A row that is there may only be of another type of the hierarchy: then the error is another one. */
async function checkOtherTypes(
  { loader }: UnitOfWork,
  meta: EntityMeta,
  missing: ReadonlyArray<string>,
): Promise<void> {
  if (meta.baseType === undefined) return;
  for (const state of await loader.byKeys(meta.rootType, missing))
    if (state !== undefined && !isOfType(state.meta, meta))
      throw new InvalidEntityTypeError({
        entity: state.entity,
        type: state.meta.type,
        expected: meta.type,
      });
}

/** What was deleted and flushed is not there, though the em still knows it; nor is an entity of another type. */
async function loadKeys(
  { loader }: UnitOfWork,
  meta: EntityMeta,
  keys: ReadonlyArray<string>,
  hint: unknown,
): Promise<Array<EntityState | undefined>> {
  const tree = parseHint(meta, hint);
  await preload(loader, meta, keys, tree).catch(CallSite.rethrow);
  const states = await loader.byKeys(meta, keys).catch(CallSite.rethrow);
  const found = states.map((state) =>
    state === undefined || state.deleted === "flushed" || !isOfType(state.meta, meta)
      ? undefined
      : state,
  );
  const there = found.filter((state) => state !== undefined && !state.isDeleted);
  await populate([...new Set(there)] as EntityState[], tree);
  return found;
}
