// Finds: parse, send with the other finds of the tick, hydrate, populate.
import type { Rows } from "../driver/Rows.ts";
import { NotFoundError } from "../errors/NotFoundError.ts";
import { TooManyError } from "../errors/TooManyError.ts";
import { parseHint } from "../hints/parseHint.ts";
import type { FindControls } from "../loading/FindMemory.ts";
import { populate } from "../loading/populate.ts";
import type { FindPlan } from "../query/FindPlan.ts";
import { parseCount, parseFind, parseFindIds } from "../query/parseFind.ts";
import { parseUniqueKey } from "../query/parseUniqueKey.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { FindOperation } from "../schema/FindQuery.ts";
import { isOfType } from "../schema/isOfType.ts";
import { idOfKey } from "../schema/keys.ts";
import { withScopes } from "../scopes/withScopes.ts";
import { entityKey } from "../session/entityKey.ts";
import type { EntityState } from "../session/EntityState.ts";
import { hydrate } from "../session/hydrate.ts";
import type { Session } from "../session/Session.ts";
import { isSoftlyDeleted } from "../session/softDeletion.ts";
import type { IdType } from "../types/Id.ts";
import type { Lock } from "../types/Lock.ts";
import { findLocked } from "./lock.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";
import { withPlugins } from "./withPlugins.ts";

/** What says which rows are counted or listed, beside the filter. */
export interface WhereSettings extends FindControls {
  readonly softDeletes?: unknown;
}

export interface FindSettings extends WhereSettings {
  readonly populate?: unknown;
  readonly orderBy?: unknown;
  readonly limit?: unknown;
  readonly offset?: unknown;
  readonly conditions?: unknown;
  readonly softDeletes?: unknown;
  readonly allowMultipleLeftJoins?: unknown;
  readonly optimizeJoinsToExists?: unknown;
  readonly lock?: Lock;
}

/** Entities deleted in this em are left out; what was changed in it keeps its values. */
export async function find(
  unit: UnitOfWork,
  meta: EntityMeta,
  asked: unknown,
  options: FindSettings = {},
  operation: FindOperation = "find",
): Promise<EntityState[]> {
  const { session, loader } = unit;
  const { where, settings } = withScopes(meta, asked, options);
  const tree = parseHint(meta, settings.populate);
  // Without a limit, leaving out what is deleted is done below, and finds keep one shape.
  const isCut = settings.limit !== undefined || settings.offset !== undefined;
  const without = isCut ? deletedKeys(session, meta) : [];
  const args = withPlugins(session, meta, operation, { where, without, ...settings });
  const plan = parseFind(meta, args, entityKey);
  if (settings.lock !== undefined) {
    const locked = (await findLocked(unit, plan, settings.lock)).filter(
      (state) => !state.isDeleted,
    );
    await populate(locked, tree);
    return locked;
  }
  const found = await loader.find(
    plan,
    {
      verb: "find",
      rows: (rows, states) => states ?? hydrate(session, meta, rows),
      below: tree,
    },
    settings,
  );
  const states = found.filter((state) => !state.isDeleted);
  await populate(states, tree);
  return states;
}

/** @throws TooManyError (`TOO_MANY`) */
export async function findOne(
  unit: UnitOfWork,
  meta: EntityMeta,
  where: unknown,
  settings: FindSettings = {},
): Promise<EntityState | undefined> {
  const { limit } = withScopes(meta, where, settings).settings;
  const found = await find(unit, meta, where, {
    ...settings,
    limit: limit === 0 || limit === 1 ? limit : 2,
  });
  if (found.length > 1) throw new TooManyError({ entities: found.map(({ entity }) => entity) });
  return found[0];
}

/** @throws NotFoundError (`NOT_FOUND`), TooManyError (`TOO_MANY`) */
export async function findOneOrFail(
  unit: UnitOfWork,
  meta: EntityMeta,
  where: unknown,
  settings: FindSettings = {},
): Promise<EntityState> {
  const found = await findOne(unit, meta, where, settings);
  if (found === undefined) throw new NotFoundError({ type: meta.type });
  return found;
}

/** Entities deleted in this em do not count. */
export async function findCount(
  unit: UnitOfWork,
  meta: EntityMeta,
  asked: unknown,
  options: WhereSettings = {},
): Promise<number> {
  const { where, settings } = withScopes(meta, asked, options);
  const plan = countPlan(unit, meta, where, settings);
  const stored = await unit.loader.find(plan, { verb: "count", rows: countIn }, settings);
  return stored + (plan.isFiltered ? 0 : countNew(unit.session, meta, settings));
}

/** As `findCount`, without what is not written yet. */
export function countStored(
  unit: UnitOfWork,
  meta: EntityMeta,
  where: unknown,
  settings: WhereSettings = {},
): Promise<number> {
  const plan = countPlan(unit, meta, where, settings);
  return unit.loader.find(plan, { verb: "count", rows: countIn }, settings);
}

function countPlan(
  { session }: UnitOfWork,
  meta: EntityMeta,
  where: unknown,
  settings: WhereSettings,
): FindPlan {
  const without = deletedKeys(session, meta);
  const args = withPlugins(session, meta, "findCount", { ...settings, where, without });
  return parseCount(meta, args, entityKey);
}

/** The ids of all that match, in their order. Entities deleted in this em are left out. */
export async function findIds(
  { session, loader }: UnitOfWork,
  meta: EntityMeta,
  asked: unknown,
  options: WhereSettings = {},
): Promise<IdType[]> {
  const { where, settings } = withScopes(meta, asked, options);
  const without = deletedKeys(session, meta);
  const args = withPlugins(session, meta, "findIds", { ...settings, where, without });
  const plan = parseFindIds(meta, args, entityKey);
  const keys = await loader.find(plan, { verb: "list", rows: keysIn }, settings);
  return keys.map((key) => idOfKey(meta, key));
}

function countIn([row]: Rows): number {
  return Number(row![0]);
}

function keysIn(rows: Rows): string[] {
  return rows.map(([key]) => key!);
}

/**
 * The entity that has these values of a unique key, or `undefined`.
 * @throws InvalidFilterError (`INVALID_FILTER`) for anything but the whole of one key
 */
export async function findByUnique(
  unit: UnitOfWork,
  meta: EntityMeta,
  key: unknown,
  settings: FindSettings = {},
): Promise<EntityState | undefined> {
  const where = parseUniqueKey(meta, key);
  const [found] = await find(unit, meta, where, { ...settings, isKey: true }, "findByUnique");
  return found;
}

/** A count of everything counts what the next flush adds. */
function countNew({ created }: Session, meta: EntityMeta, settings: WhereSettings): number {
  let count = 0;
  for (const state of created)
    if (isOfType(state.meta, meta) && !isHidden(state, settings)) count++;
  return count;
}

/** Whether an entity is softly deleted, as it is now, and so left out. */
export function isHidden(state: EntityState, { softDeletes }: WhereSettings): boolean {
  return softDeletes !== "include" && isSoftlyDeleted(state);
}

/** The keys of the rows that the next flush deletes. */
export function deletedKeys({ deleted }: Session, meta: EntityMeta): string[] {
  return [...deleted].flatMap((state) => (isOfType(state.meta, meta) ? [state.key!] : []));
}
