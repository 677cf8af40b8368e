// Entities that were to be inserted take over the rows that another transaction has inserted first: their ids and values, but for what
// was set beside those that they were made with. All that points at them points at these rows from here on.
import type { FindPlan } from "../query/FindPlan.ts";
import { parseFind } from "../query/parseFind.ts";
import { markRestored } from "../relations/markRestored.ts";
import type { AnyRelation } from "../relations/relationOf.ts";
import type { ColumnField } from "../schema/Field.ts";
import { taggedIdOfKey } from "../schema/keys.ts";
import type { Adoptable } from "../session/Adoptables.ts";
import { entityKey } from "../session/entityKey.ts";
import { EntityState } from "../session/EntityState.ts";
import { readColumn } from "../session/fieldAccess.ts";
import { overwriteRow } from "../session/overwriteRow.ts";
import { isSoftlyDeleted } from "../session/softDeletion.ts";
import type { Cell } from "../sql/Statement.ts";
import type { FlushRun } from "./FlushRun.ts";

/** What finds no row, or another object for it, is inserted like any other entity: then the database has the last word. */
export async function adoptRows(run: FlushRun, states: ReadonlyArray<EntityState>): Promise<void> {
  const { adoptables } = run.session;
  await Promise.all(
    states.map(async (state) => {
      const adoptable = adoptables.get(state)!;
      const row = await findRow(run, state, adoptable);
      adoptables.delete(state);
      if (row !== undefined) await takeOver(run, state, adoptable, row);
    }),
  );
}

async function findRow(
  { loader, session }: FlushRun,
  state: EntityState,
  { unique }: Adoptable,
): Promise<ReadonlyArray<Cell> | undefined> {
  const { meta } = state;
  const where = Object.fromEntries(
    unique.fields.map((column) => [column.fieldName, operandOf(state, column)]),
  );
  const plan: FindPlan = parseFind(meta, { where, softDeletes: "include" }, entityKey);
  const rows = await loader.find(
    plan,
    { verb: "list", rows: (found): ReadonlyArray<ReadonlyArray<Cell>> => found.map((row) => row) },
    { cache: false },
  );
  const [first] = rows;
  if (first === undefined) return undefined;
  const read = meta.reading?.read(first) ?? { meta, cells: first };
  const known = session.identityMap.find(meta, first[0]!);
  const isFree = known === undefined || known === state || known.deleted === "flushed";
  return read.meta === meta && isFree ? read.cells : undefined;
}

function operandOf(state: EntityState, column: ColumnField): unknown {
  const value = readColumn(state, column);
  if (column.kind !== "m2o") return { eq: value };
  const key = value instanceof EntityState ? value.key : (value as string | undefined);
  return key === undefined ? null : taggedIdOfKey(column.otherMeta, key);
}

async function takeOver(
  run: FlushRun,
  state: EntityState,
  { kept }: Adoptable,
  row: ReadonlyArray<Cell>,
): Promise<void> {
  const { identityMap, created, writeGuard } = run.session;
  identityMap.freeKey(state);
  identityMap.setKey(state, row[0]!);
  created.delete(state);
  // It came from the database, as far as all others see.
  state.number = 0;
  state.changed = new Set(kept);
  overwriteRow(state, row, true);
  if (isSoftlyDeleted(state)) writeGuard.changeOwn(() => markRestored(state, false));
  run.adopted.push(state);
  // The row may have had members before.
  const collections = (state.relations ?? []).filter(
    (relation): relation is Exclude<AnyRelation, { field: { kind: "m2o" | "poly" } }> =>
      relation !== undefined && "fill" in relation,
  );
  await Promise.all(collections.map((relation) => run.loader.relation(relation)));
}
