// Sends a bulk operation: the rows are found, locked and written by one statement. Entities of them in memory are read again.
import { ReadOnlyError } from "../../errors/ReadOnlyError.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import { isOfType } from "../../schema/isOfType.ts";
import { idOfKey } from "../../schema/keys.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { IdType } from "../../types/Id.ts";
import type { UnitOfWork } from "../UnitOfWork.ts";
import type { Targets, TargetSettings } from "./Targets.ts";

export interface BulkSettings extends TargetSettings {
  readonly returning?: unknown;
  readonly refresh?: unknown;
  readonly hooks?: unknown;
  readonly batchSize?: unknown;
  readonly transaction?: unknown;
}

export interface BulkAnswer {
  readonly count: number;
  readonly ids?: ReadonlyArray<IdType>;
}

/**
 * @param writes one statement per table, each a CTE that returns `id`
 * @param settle what becomes of the entities in memory; by default their rows are read again
 * @throws ReadOnlyError (`READ_ONLY`), WriteDuringFlushError (`WRITE_DURING_FLUSH`)
 */
export async function writeTargets(
  unit: UnitOfWork,
  meta: EntityMeta,
  targets: Targets,
  writes: ReadonlyArray<string>,
  { returning, refresh }: BulkSettings,
  settle: (states: ReadonlyArray<EntityState>) => unknown = (states) =>
    unit.loader.refresh(
      states.filter(({ isDeleted }) => !isDeleted),
      true,
    ),
): Promise<BulkAnswer> {
  checkMode(unit, meta);
  // Entities that came meanwhile have what this has written.
  const inMemory = unit.session.identityMap.all.filter(
    (state) => isOfType(state.meta, meta) && !state.isNew && state.deleted !== "flushed",
  );
  const isListed = returning === "ids" || (refresh !== false && inMemory.length > 0);
  const parts = [targets.text, ...writes.map((text, at) => `w${at} AS (${text})`)];
  const answer = isListed ? "SELECT id FROM w0 ORDER BY id" : "SELECT count(*) FROM w0";
  const statement = {
    text: `WITH ${parts.join(", ")} ${answer}`,
    values: targets.values,
    operation: `bulk ${meta.type}`,
  };
  const [result] = await unit.loader.runAlone(() =>
    unit.session.executor.transact([statement], { needsBlock: false }),
  );
  unit.loader.forgetFinds();
  if (!isListed) return { count: Number(result!.rows[0]![0]) };
  const keys = result!.rows.map(([key]) => key!);
  const written = new Set(keys);
  if (refresh !== false) {
    const states = inMemory.filter((state) => written.has(state.key!));
    unit.transactions.open?.recordRows(states);
    if (states.length > 0) await settle(states);
  }
  const ids = returning === "ids" ? { ids: keys.map((key) => idOfKey(meta, key)) } : {};
  return { count: keys.length, ...ids };
}

/** Reads entities in memory again whose rows a statement has written. */
export async function refreshKeys(
  unit: UnitOfWork,
  meta: EntityMeta,
  keys: ReadonlySet<string>,
): Promise<void> {
  const written = unit.session.identityMap.all.filter(
    (state) =>
      isOfType(state.meta, meta) && !state.isNew && !state.isDeleted && keys.has(state.key!),
  );
  unit.transactions.open?.recordRows(written);
  if (written.length > 0) await unit.loader.refresh(written, true);
}

/** A rehearsal would have to take back what no flush has written. */
export function checkMode(
  { session: { writeGuard }, transactions }: UnitOfWork,
  { type, view }: EntityMeta,
): void {
  if (view !== undefined) throw new ReadOnlyError({ view: type });
  writeGuard.check(undefined);
  if (writeGuard.mode !== "writes" || transactions.open?.isReadOnly === true)
    throw new ReadOnlyError();
}
