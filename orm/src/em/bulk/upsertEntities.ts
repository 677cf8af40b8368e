// `em.upsertAll` with hooks: rows are looked for and made as entities, batch by batch.
import { InvalidFilterError } from "../../errors/InvalidFilterError.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import { idOfKey } from "../../schema/keys.ts";
import type { IdType } from "../../types/Id.ts";
import { findOrCreate } from "../findOrCreate.ts";
import { flushUnit } from "../flushUnit.ts";
import { setOpts } from "../setOpts.ts";
import type { UnitOfWork } from "../UnitOfWork.ts";
import { inTransactions } from "./throughEntities.ts";
import type { UpsertAllAnswer, UpsertAllSettings } from "./upsertAll.ts";

export async function upsertEntities(
  unit: UnitOfWork,
  meta: EntityMeta,
  rows: ReadonlyArray<object>,
  settings: UpsertAllSettings & { readonly update: "all" | "none" | ReadonlyArray<string> },
): Promise<UpsertAllAnswer> {
  const { batchSize = 500, where } = settings;
  if (where !== undefined) throw refusal(meta, "where", "is asked of rows, which hooks rule out");
  if (!Number.isSafeInteger(batchSize) || (batchSize as number) < 1)
    throw refusal(meta, "batchSize", "is not a whole number from 1 up");
  let inserted = 0;
  let updated = 0;
  const ids: IdType[] = [];
  await inTransactions(unit, meta, settings, async () => {
    for (let at = 0; at < rows.length; at += batchSize as number) {
      const batch = rows.slice(at, at + (batchSize as number));
      // oxlint-disable-next-line no-await-in-loop -- a batch at a time
      const states = await Promise.all(
        batch.map((row) =>
          findOrCreate(unit, meta, partsOf(row, settings), { softDeletes: "include" }),
        ),
      );
      for (const [index, state] of states.entries())
        if (state.isNew) inserted++;
        else if (settings.update !== "none") {
          setOpts(state, updateOf(batch[index]!, settings));
          updated++;
        }
      // oxlint-disable-next-line no-await-in-loop -- as above
      await flushUnit(unit);
      for (const { key } of states) ids.push(idOfKey(meta, key!));
    }
  });
  return { inserted, updated, ids };
}

function partsOf(
  row: object,
  { onConflict }: UpsertAllSettings,
): { where: object; ifNew: object; upsert: undefined } {
  const entries = Object.entries(row).filter(([, value]) => value !== undefined);
  const where = Object.fromEntries(entries.filter(([name]) => onConflict.includes(name)));
  const ifNew = Object.fromEntries(entries.filter(([name]) => !onConflict.includes(name)));
  return { where, ifNew, upsert: undefined };
}

function updateOf(row: object, { onConflict, update }: UpsertAllSettings): object {
  const isSet = (name: string): boolean =>
    !onConflict.includes(name) && (update === "all" || update!.includes(name));
  return Object.fromEntries(
    Object.entries(row).filter(([name, value]) => value !== undefined && isSet(name)),
  );
}

function refusal({ type }: EntityMeta, path: string, reason: string): InvalidFilterError {
  return new InvalidFilterError({ type, path, reason });
}
