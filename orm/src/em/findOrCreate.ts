// Finds one entity by some of its values, or makes it. Calls of one tick that ask for the same share the answer.
import { InvalidFilterError } from "../errors/InvalidFilterError.ts";
import { NoUniqueConstraintError } from "../errors/NoUniqueConstraintError.ts";
import { TooManyError } from "../errors/TooManyError.ts";
import { parseHint } from "../hints/parseHint.ts";
import { isPlainObject } from "../kit/isPlainObject.ts";
import { populate } from "../loading/populate.ts";
import { markRestored } from "../relations/markRestored.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField } from "../schema/Field.ts";
import type { EntityState } from "../session/EntityState.ts";
import { create } from "./create.ts";
import { find, type FindSettings, isHidden } from "./find.ts";
import { FlatWhere } from "./FlatWhere.ts";
import { setOpts } from "./setOpts.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

export interface FindOrCreateSettings extends FindSettings {
  readonly onConflict?: unknown;
}

export interface FindOrCreateArguments {
  readonly where: object;
  readonly ifNew: object;
  readonly upsert: object | undefined;
}

/** @throws TooManyError (`TOO_MANY`), InvalidFilterError (`INVALID_FILTER`), NoUniqueConstraintError (`NO_UNIQUE_CONSTRAINT`) */
export async function findOrCreate(
  unit: UnitOfWork,
  meta: EntityMeta,
  { where, ifNew, upsert }: FindOrCreateArguments,
  settings: FindOrCreateSettings = {},
): Promise<EntityState> {
  const tree = parseHint(meta, settings.populate);
  if (!isPlainObject(where))
    throw new InvalidFilterError({ type: meta.type, path: "", reason: "is not a filter object" });
  const flat = new FlatWhere(meta, where, "findOrCreate");
  const unique = uniqueFor(flat, settings.onConflict);
  const state = await shared(unit, flat, async () => {
    const found = await findExisting(unit, flat, settings);
    return found ?? create(unit.session, meta, { ...where, ...ifNew });
  });
  const { adoptables } = unit.session;
  if (unique !== undefined && state.isNew && !state.isDeleted) adoptables.add(state, unique);
  if (upsert !== undefined) {
    setOpts(state, upsert);
    const kept = adoptables.get(state)?.kept;
    for (const column of columnsOf(meta, upsert)) kept?.add(column);
  }
  await populate([state], tree);
  return state;
}

/**
 * What tells whether another transaction was first.
 * @throws NoUniqueConstraintError (`NO_UNIQUE_CONSTRAINT`) when two rows may have the values that are looked for
 */
function uniqueFor(
  { meta, columns }: FlatWhere,
  onConflict: unknown,
): EntityMeta["uniques"][number] | undefined {
  if (onConflict === undefined) return undefined;
  if (onConflict !== "load")
    throw new InvalidFilterError({ type: meta.type, path: "onConflict", reason: 'is not "load"' });
  const given = columns.flatMap(([column, value]) => (value === undefined ? [] : [column]));
  const unique = meta.uniques.find(({ fields }) => fields.every((field) => given.includes(field)));
  if (unique !== undefined) return unique;
  const fields = given.map(({ fieldName }) => fieldName);
  throw new NoUniqueConstraintError({ type: meta.type, fields });
}

function columnsOf(meta: EntityMeta, opts: object): ColumnField[] {
  return Object.keys(opts).flatMap((name): ReadonlyArray<ColumnField> => {
    const field = meta.fields.get(name);
    if (field === undefined) return [];
    return field.kind === "poly" ? field.components : "index" in field ? [field] : [];
  });
}

/** Who asks for the same before it was found waits for the same; what each sets is set in the order of the calls. */
function shared(
  { creations }: UnitOfWork,
  { key }: FlatWhere,
  search: () => Promise<EntityState>,
): Promise<EntityState> {
  const known = creations.get(key);
  if (known !== undefined) return known;
  const found = search().finally(() => creations.delete(key));
  creations.set(key, found);
  return found;
}

async function findExisting(
  unit: UnitOfWork,
  flat: FlatWhere,
  settings: FindSettings,
): Promise<EntityState | undefined> {
  const inMemory = findInMemory(unit, flat, settings);
  if (inMemory !== undefined) return inMemory;
  if (flat.namesNewEntity) return undefined;
  const stored = await find(unit, flat.meta, flat.filter, { softDeletes: "include" });
  const matching = stored.filter((state) => flat.stillMatches(state));
  const there = only(
    flat,
    matching.filter((state) => !isHidden(state, settings)),
  );
  // Meanwhile somebody may have made one.
  return there ?? findInMemory(unit, flat, settings) ?? restored(only(flat, matching));
}

function findInMemory(
  { entityIndex, session }: UnitOfWork,
  flat: FlatWhere,
  settings: FindSettings,
): EntityState | undefined {
  const candidates = entityIndex.candidates({ session, meta: flat.meta }, flat.columns);
  return only(
    flat,
    candidates.filter((state) => flat.matches(state) && !isHidden(state, settings)),
  );
}

function only(flat: FlatWhere, states: ReadonlyArray<EntityState>): EntityState | undefined {
  if (states.length > 1)
    throw new TooManyError({
      entities: states.map(({ entity }) => entity),
      type: flat.meta.type,
      where: String(flat),
    });
  return states[0];
}

/** What was softly deleted is there again instead of a second one. */
function restored(state: EntityState | undefined): EntityState | undefined {
  if (state !== undefined) markRestored(state, false);
  return state;
}
