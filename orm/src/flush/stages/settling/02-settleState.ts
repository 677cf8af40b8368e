// The writes stand: what was pending is what the database holds.
import { relationOf, touchedRelationOf } from "../../../relations/relationOf.ts";
import type { RelationField } from "../../../schema/Field.ts";
import type { EntityState } from "../../../session/EntityState.ts";
import type { FlushResult } from "../../../types/FlushResult.ts";
import type { FlushRun } from "../../FlushRun.ts";
import { settleDatabaseDeletes } from "../../settleDatabaseDeletes.ts";
import { writtenChanges } from "../../writtenChanges.ts";

export function settleState(run: FlushRun): void {
  run.written = resultOf(run);
  // Nothing was committed, so everything is pending as before.
  if (run.isRehearsal) return;
  const { session, plan, results } = run;
  settleRelations(run);
  settleExpectations(run);
  for (const [at, write] of plan.writes.entries()) write.settle(results[at]!);
  for (const state of session.dirty) state.changed = undefined;
  session.created.clear();
  const deleted = [...session.deleted];
  session.dirty.clear();
  session.touched.clear();
  session.deleted.clear();
  session.softDeletes.settle();
  session.adoptables.settle();
  session.merges.settle();
  session.joinRows.settle();
  session.enumRows.settle();
  session.notifications = undefined;
  session.links.settle();
  if (deleted.length > 0) settleDatabaseDeletes(run, deleted);
  session.revision++;
  session.changes++;
  session.flushes++;
  run.isSettled = true;
}

/** What was compared is what the entity has; what was not written waits for the flush that writes it. */
function settleExpectations({ session, updated, deleted }: FlushRun): void {
  if (session.expectedTokens === undefined) return;
  const left = new Map(session.expectedTokens);
  for (const states of [updated, deleted]) for (const state of states) left.delete(state);
  session.expectedTokens = left;
}

function resultOf({ created, updated, deleted, adopted, session, lsn }: FlushRun): FlushResult {
  return {
    ...(lsn === undefined ? {} : { lsn }),
    adopted: adopted.map(({ entity }) => entity),
    created: created.map(({ entity }) => entity),
    updated: updated.map((state) => ({ entity: state.entity, fields: writtenChanges(state) })),
    deleted: deleted.map(({ entity }) => entity),
    joinRows: [
      ...session.joinRows.pending,
      ...session.enumRows.pending.map(({ field, ...rows }) => ({ ...field, ...rows })),
    ].map(({ joinTable, added, removed }) => ({
      joinTableName: joinTable.tableName,
      added: added.length,
      removed: removed.length,
    })),
  };
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
  for (const { field, added, removed } of session.enumRows.pending)
    for (const state of new Set([...added, ...removed].map(({ owner }) => owner)))
      settleRelation(state, field);
}

/** The collections of an entity made in this em stay loaded, so what was added to one that nobody looked at is kept too. */
function settleRelation(state: EntityState, field: RelationField): void {
  // What is large keeps nothing.
  if ("isLarge" in field && field.isLarge) return;
  const relation = state.number > 0 ? relationOf(state, field) : touchedRelationOf(state, field);
  if (relation !== undefined && "settle" in relation) relation.settle();
}
