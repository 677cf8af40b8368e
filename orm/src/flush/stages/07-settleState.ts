// The transaction has committed: what was pending is what the database holds.
import { relationOf, touchedRelationOf } from "../../relations/relationOf.ts";
import type { ManyToOneField, RelationField } from "../../schema/Field.ts";
import { idOfKey } from "../../schema/keys.ts";
import { EntityState } from "../../session/EntityState.ts";
import { originalValue, readColumn } from "../../session/fieldAccess.ts";
import type { FlushResult } from "../../types/Em.ts";
import type { IdType } from "../../types/Id.ts";
import type { FlushRun } from "../FlushRun.ts";

export function settleState(run: FlushRun): void {
  run.written = resultOf(run);
  const { session, plan, results } = run;
  settleRelations(run);
  for (const [at, write] of plan.writes.entries()) write.settle(results[at]!);
  for (const state of session.dirty) state.changed = undefined;
  session.created.clear();
  session.dirty.clear();
  session.deleted.clear();
  session.joinRows.settle();
  session.links.settle();
  session.revision++;
}

function resultOf({ created, updated, deleted, session }: FlushRun): FlushResult {
  return {
    created: created.map(({ entity }) => entity),
    updated: updated.map((state) => ({ entity: state.entity, fields: changesOf(state) })),
    deleted: deleted.map(({ entity }) => entity),
    joinRows: session.joinRows.pending.map(({ joinTable, added, removed }) => ({
      joinTableName: joinTable.tableName,
      added: added.length,
      removed: removed.length,
    })),
  };
}

function changesOf(state: EntityState): Record<string, { from: unknown; to: unknown }> {
  return Object.fromEntries(
    [...(state.changed ?? [])].map((column) => [
      column.fieldName,
      column.kind === "m2o"
        ? {
            from: idOf(column, state.row![column.index] ?? undefined),
            to: idOf(column, readColumn(state, column)),
          }
        : { from: originalValue(state, column), to: readColumn(state, column) },
    ]),
  );
}

/** References are given by the ids of their targets. */
function idOf({ otherMeta }: ManyToOneField, target: unknown): IdType | undefined {
  const key = target instanceof EntityState ? target.key : (target as string | undefined);
  return key === undefined ? undefined : idOfKey(otherMeta, key);
}

/** Only what this flush wrote is looked at: the collections that gained or lost a member. */
function settleRelations({ session }: FlushRun): void {
  for (const [field, parent] of session.links.loadedParents()) {
    const state =
      typeof parent === "string" ? session.identityMap.find(field.meta, parent) : parent;
    if (state !== undefined) settleRelation(state, field);
  }
  for (const { joinTable, added, removed } of session.joinRows.pending) {
    const rows = [...added, ...removed];
    for (const state of new Set(rows.map(({ first }) => first)))
      settleRelation(state, joinTable.first);
    for (const state of new Set(rows.map(({ second }) => second)))
      settleRelation(state, joinTable.first.otherField);
  }
}

/** The collections of an entity made in this em stay loaded, so what was added to one that nobody looked at is kept too. */
function settleRelation(state: EntityState, field: RelationField): void {
  // What is large keeps nothing.
  if ("isLarge" in field && field.isLarge) return;
  const relation = state.number > 0 ? relationOf(state, field) : touchedRelationOf(state, field);
  if (relation !== undefined && "settle" in relation) relation.settle();
}
