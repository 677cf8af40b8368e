// Deletes all rows that match a filter by one statement, without making entities of them.
import { InvalidFilterError } from "../../errors/InvalidFilterError.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { PrimitiveField } from "../../schema/Field.ts";
import type { TablePart } from "../../schema/TablePart.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { deletedSince } from "../../session/softDeletion.ts";
import { quote } from "../../sql/identifier.ts";
import { deleteEntities } from "../deleteEntities.ts";
import { softDeleteEntities } from "../softDeleteEntities.ts";
import type { UnitOfWork } from "../UnitOfWork.ts";
import { Targets } from "./Targets.ts";
import { throughEntities } from "./throughEntities.ts";
import { assignAll } from "./updateAll.ts";
import { type BulkAnswer, type BulkSettings, writeTargets } from "./writeTargets.ts";

export interface DeleteAllSettings extends BulkSettings {
  readonly softDelete?: unknown;
}

export async function deleteAll(
  unit: UnitOfWork,
  meta: EntityMeta,
  where: unknown,
  settings: DeleteAllSettings = {},
): Promise<BulkAnswer> {
  if (settings.hooks === true) return deleteEntitiesOf(unit, meta, where, settings);
  if (settings.softDelete === true) return deleteSoftly(unit, meta, where, settings);
  const targets = new Targets({ session: unit.session, meta }, where, settings, "FOR UPDATE");
  const tables = tablesOf(meta);
  // The root's rows come first, whose keys all others have.
  const writes = tables.map(({ meta: { table }, keyField }) =>
    deleteFrom(table, keyField.column, true),
  );
  return writeTargets(
    unit,
    meta,
    targets,
    [...writes, ...joinTablesOf(meta).map(([table, column]) => deleteFrom(table, column, false))],
    settings,
    forget,
  );
}

function deleteEntitiesOf(
  unit: UnitOfWork,
  meta: EntityMeta,
  where: unknown,
  settings: DeleteAllSettings,
): Promise<BulkAnswer> {
  const isSoft = settings.softDelete === true;
  if (isSoft) void softColumn(meta);
  return throughEntities(unit, meta, where, settings, (states) => {
    const entities = states.map(({ entity }) => entity);
    if (isSoft) softDeleteEntities(unit.session, entities);
    else deleteEntities(unit.session, entities, { hard: true });
  });
}

function deleteFrom(table: string, column: string, isKey: boolean): string {
  const name = quote(column);
  const returning = isKey ? `t.${name} AS id` : "1";
  return `DELETE FROM ${table} AS t USING targets WHERE t.${name} = targets.id RETURNING ${returning}`;
}

/** The tables that rows of the type stand in, those of its subtypes included; what the database deletes along needs no statement. */
function tablesOf(meta: EntityMeta): TablePart[] {
  const parts = new Set([...meta.parts, ...meta.subTypes.flatMap((type) => type.parts)]);
  return [...parts].filter(({ cascades }) => !cascades);
}

/** The join tables whose rows go with a row of the type, by their columns. */
function joinTablesOf(meta: EntityMeta): Array<readonly [table: string, column: string]> {
  const tables = new Map<string, readonly [string, string]>();
  for (const { relations } of [meta, ...meta.subTypes])
    for (const field of relations)
      if (field.kind === "m2m" || field.kind === "m2mEnum")
        tables.set(`${field.joinTable.table} ${field.column}`, [
          field.joinTable.table,
          field.column,
        ]);
  return [...tables.values()];
}

async function deleteSoftly(
  unit: UnitOfWork,
  meta: EntityMeta,
  where: unknown,
  settings: DeleteAllSettings,
): Promise<BulkAnswer> {
  const column = softColumn(meta);
  const cell = column.codec.encode(deletedSince(column, new Date()));
  return assignAll(unit, meta, where, [{ kind: "value", column, cell }], settings);
}

/** @throws InvalidFilterError (`INVALID_FILTER`) */
function softColumn({ type, timestamps: { deletedAt } }: EntityMeta): PrimitiveField {
  if (deletedAt?.kind === "primitive") return deletedAt;
  const reason = "needs a column that says since when a row is deleted";
  throw new InvalidFilterError({ type, path: "softDelete", reason });
}

/** Their rows are gone; what was changed in them is not to be written any more. */
function forget(states: ReadonlyArray<EntityState>): void {
  for (const state of states) {
    const { session } = state;
    state.deleted = "flushed";
    session.dirty.delete(state);
    session.deleted.delete(state);
    session.softDeletes.deleted.delete(state);
    session.revision++;
    session.changes++;
  }
}
