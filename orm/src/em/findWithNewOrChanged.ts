// Finds what matches now: in the database, unless it was changed here, and among what the next flush writes.
import { parseHint } from "../hints/parseHint.ts";
import { populate } from "../loading/populate.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { EntityState } from "../session/EntityState.ts";
import { find, type FindSettings, isHidden } from "./find.ts";
import { FlatWhere } from "./FlatWhere.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

/** @throws InvalidFilterError (`INVALID_FILTER`) for what is no column or reference of the entity */
export async function findWithNewOrChanged(
  unit: UnitOfWork,
  meta: EntityMeta,
  where: object,
  settings: FindSettings = {},
): Promise<EntityState[]> {
  const { session } = unit;
  const tree = parseHint(meta, settings.populate);
  const given = Object.entries(where).filter(([, value]) => value !== undefined);
  const flat = new FlatWhere(meta, Object.fromEntries(given), "findWithNewOrChanged");
  const { softDeletes, cache, signal } = settings;
  const stored = flat.namesNewEntity
    ? []
    : await find(unit, meta, flat.filter, { softDeletes, cache, signal });
  const pending = [...session.created, ...session.dirty].filter(
    (state) => flat.matches(state) && !isHidden(state, settings),
  );
  const matching = stored.filter((state) => flat.stillMatches(state) && !isHidden(state, settings));
  const states = [...new Set([...matching, ...pending])];
  await populate(states, tree);
  return states;
}
