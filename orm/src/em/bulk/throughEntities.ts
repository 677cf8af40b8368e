// A bulk operation with hooks: what matches is read in batches and goes through the unit of work like any other change.
import { InvalidFilterError } from "../../errors/InvalidFilterError.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import { idOfKey } from "../../schema/keys.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { IdType } from "../../types/Id.ts";
import { flushUnit } from "../flushUnit.ts";
import { streamBatches } from "../stream.ts";
import { transaction } from "../transaction.ts";
import type { UnitOfWork } from "../UnitOfWork.ts";
import { Targets } from "./Targets.ts";
import { type BulkAnswer, type BulkSettings, checkMode } from "./writeTargets.ts";

/** @param change changes the entities of a batch, which are flushed then */
export async function throughEntities(
  unit: UnitOfWork,
  meta: EntityMeta,
  where: unknown,
  settings: BulkSettings,
  change: (states: ReadonlyArray<EntityState>) => void,
): Promise<BulkAnswer> {
  checkMode(unit, meta);
  // Refuses what the statement without hooks would refuse.
  void new Targets({ session: unit.session, meta }, where, settings, "FOR UPDATE");
  const { conditions, softDeletes, batchSize, returning } = settings;
  const ids: IdType[] = [];
  await inTransactions(unit, meta, settings, async () => {
    const options = { conditions, softDeletes, orderBy: { [meta.idField.fieldName]: "ASC" } };
    const batches = streamBatches(() => unit, meta, where, {
      ...options,
      ...(batchSize !== undefined && { batchSize }),
    });
    for await (const states of batches) {
      change(states);
      await flushUnit(unit);
      for (const { key } of states) ids.push(idOfKey(meta, key!));
    }
  });
  return { count: ids.length, ...(returning === "ids" && { ids }) };
}

/** In one transaction, or in one for each flush. @throws InvalidFilterError (`INVALID_FILTER`) for any other word */
export async function inTransactions(
  unit: UnitOfWork,
  { type }: EntityMeta,
  settings: BulkSettings,
  work: () => Promise<void>,
): Promise<void> {
  switch (settings.transaction) {
    case undefined:
    case "one":
      return await transaction(unit, work, { savepoint: false });
    case "perBatch":
      return await work();
    default:
      throw new InvalidFilterError({
        type,
        path: "transaction",
        reason: 'is neither "one" nor "perBatch"',
      });
  }
}
