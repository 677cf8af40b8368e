// Finds the entity that input without an id speaks of: the one that has its unique values, in memory or in the database.
import { TooManyError } from "../../errors/TooManyError.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { ColumnField } from "../../schema/Field.ts";
import { taggedIdOfKey } from "../../schema/keys.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { isSoftlyDeleted } from "../../session/softDeletion.ts";
import { find } from "../find.ts";
import { FlatWhere } from "../FlatWhere.ts";
import type { UnitOfWork } from "../UnitOfWork.ts";
import type { Draft } from "./Draft.ts";
import type { UpsertSettings } from "./UpsertSettings.ts";

/**
 * **SQL**: one statement per unique key and shape for all drafts of the tick.
 * @throws TooManyError (`TOO_MANY`)
 */
export async function findMatch(
  unit: UnitOfWork,
  draft: Draft,
  settings: UpsertSettings,
): Promise<EntityState | undefined> {
  const wheres = wheresOf(draft, settings);
  const found = await Promise.all(
    wheres.map(async (flat) =>
      // No row points at what has none.
      flat.namesNewEntity
        ? []
        : (await find(unit, flat.meta, flat.filter, { softDeletes: "include" })).filter((state) =>
            flat.stillMatches(state),
          ),
    ),
  );
  const stored = found.flatMap((states) =>
    states.filter((state) => isWanted(draft, state, settings)),
  );
  return one(wheres, [...stored, ...inMemory(unit, wheres, draft, settings)]);
}

/** What is in memory now: somebody may have made it, or changed it so that it fits. @throws TooManyError (`TOO_MANY`) */
export function findMatchInMemory(
  unit: UnitOfWork,
  draft: Draft,
  settings: UpsertSettings,
): EntityState | undefined {
  const wheres = wheresOf(draft, settings);
  return one(wheres, inMemory(unit, wheres, draft, settings));
}

function inMemory(
  { session, entityIndex }: UnitOfWork,
  wheres: ReadonlyArray<FlatWhere>,
  draft: Draft,
  settings: UpsertSettings,
): EntityState[] {
  return wheres.flatMap((flat) =>
    entityIndex
      .candidates({ session, meta: flat.meta }, flat.columns)
      .filter((state) => flat.matches(state) && isWanted(draft, state, settings)),
  );
}

function one(
  wheres: ReadonlyArray<FlatWhere>,
  found: ReadonlyArray<EntityState>,
): EntityState | undefined {
  const states = [...new Set(found)];
  if (states.length > 1)
    throw new TooManyError({
      entities: states.map(({ entity }) => entity),
      type: wheres[0]!.meta.type,
      where: wheres.join(" or "),
    });
  return states[0];
}

/** Somebody's row is not overwritten silently, unless that is asked for. */
function isWanted(draft: Draft, state: EntityState, settings: UpsertSettings): boolean {
  return takesLiving(draft.meta, settings) || isSoftlyDeleted(state);
}

function takesLiving({ uniqueByMatch }: EntityMeta, settings: UpsertSettings): boolean {
  return (settings.uniqueByMatch ?? uniqueByMatch) === "all";
}

/** A filter for each unique key of which the input has all values. */
function wheresOf(draft: Draft, settings: UpsertSettings): FlatWhere[] {
  const { meta } = draft;
  if (!takesLiving(meta, settings) && meta.timestamps.deletedAt === undefined) return [];
  return meta.uniqueBy.flatMap((fields) => {
    const values = fields.map((field) => [field.fieldName, valueIn(draft, field)] as const);
    // Nothing is not equal to nothing.
    if (values.some(([, value]) => value === undefined || value === null)) return [];
    return [new FlatWhere(meta, Object.fromEntries(values), "upsert")];
  });
}

function valueIn(draft: Draft, field: ColumnField): unknown {
  const { content, place } = draft;
  if (field.kind !== "m2o") return content?.values.get(field.fieldName);
  const { field: from, owner } = place;
  // The parent of what stands below it goes without saying.
  if ((from?.kind === "o2m" || from?.kind === "o2o") && from.otherField === field)
    return owner?.target?.entity;
  const member = field.whole ?? field;
  const given = content?.references.find((each) => each.field === member)?.value;
  if (given?.kind === "entity" && given.state.meta.rootType === field.otherMeta.rootType)
    return given.state.entity;
  if (given?.kind === "id" && given.meta === field.otherMeta) return given.taggedId;
  if (
    given?.kind === "draft" &&
    given.draft.key !== undefined &&
    given.draft.meta === field.otherMeta
  )
    return taggedIdOfKey(given.draft.meta, given.draft.key);
  return undefined;
}
