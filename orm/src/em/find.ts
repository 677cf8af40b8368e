// Finds: parse, send with the other finds of the tick, hydrate, populate.
import { NotFoundError } from "../errors/NotFoundError.ts";
import { TooManyError } from "../errors/TooManyError.ts";
import { parseHint } from "../hints/parseHint.ts";
import { populate } from "../loading/populate.ts";
import { parseCount, parseFind } from "../query/parseFind.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { EntityState } from "../session/EntityState.ts";
import { hydrate } from "../session/hydrate.ts";
import type { Session } from "../session/Session.ts";
import { entityKey } from "./entityKey.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

export interface FindSettings {
  readonly populate?: unknown;
  readonly orderBy?: unknown;
  readonly limit?: unknown;
  readonly offset?: unknown;
  readonly conditions?: unknown;
  readonly softDeletes?: unknown;
  readonly allowMultipleLeftJoins?: unknown;
  readonly optimizeJoinsToExists?: unknown;
}

/** Entities deleted in this em are left out; what was changed in it keeps its values. */
export async function find(
  { session, loader }: UnitOfWork,
  meta: EntityMeta,
  where: unknown,
  settings: FindSettings = {},
): Promise<EntityState[]> {
  const tree = parseHint(meta, settings.populate);
  // Without a limit, leaving out what is deleted is done below, and finds keep one shape.
  const isCut = settings.limit !== undefined || settings.offset !== undefined;
  const without = isCut ? deletedKeys(session, meta) : [];
  const rows = await loader.find(parseFind(meta, { where, without, ...settings }, entityKey));
  const states = hydrate(session, meta, rows)
    .map((entity) => BaseEntity.stateOf(entity))
    .filter((state) => !state.isDeleted);
  await populate(loader, states, tree);
  return states;
}

/** @throws TooManyError (`TOO_MANY`) */
export async function findOne(
  unit: UnitOfWork,
  meta: EntityMeta,
  where: unknown,
  settings: FindSettings = {},
): Promise<EntityState | undefined> {
  const found = await find(unit, meta, where, { ...settings, limit: 2 });
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
  { session, loader }: UnitOfWork,
  meta: EntityMeta,
  where: unknown,
): Promise<number> {
  const without = deletedKeys(session, meta);
  const [row] = await loader.find(parseCount(meta, { where, without }, entityKey));
  return Number(row![0]);
}

/** The keys of the rows that the next flush deletes. */
function deletedKeys({ deleted }: Session, meta: EntityMeta): string[] {
  return [...deleted].flatMap((state) => (state.meta === meta ? [state.key!] : []));
}
