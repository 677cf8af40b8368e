// Everything in one statement: beside each row stand the rows below it, as JSON. One statement sees one snapshot, inside a
// transaction too, and can be sent where nothing can be pipelined. What could be there many times (what hangs on an entity that
// many lead to) and what is no row of a table follows level by level.
import type { HintTree } from "../../hints/HintTree.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import { mapKeyOf } from "../../schema/keys.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { Session } from "../../session/Session.ts";
import type { Statement } from "../../sql/Statement.ts";
import { byKeyBatch, relationBatch } from "../batchKeys.ts";
import { BranchWriter } from "./BranchWriter.ts";
import { dealBranch, type JsonAnswer } from "./dealBranch.ts";
import { type JsonBranch, jsonBranches } from "./JsonBranch.ts";
import type { Preloader } from "./Preloader.ts";
import type { PreloadContext, PreloadLevel } from "./PreloadLevel.ts";
import type { PreloadStep } from "./PreloadStep.ts";

/**
 * Loads what a hint names in the statement of the entities themselves, aggregated as JSON. Values are those of separate loads, as
 * every cell is a text in it.
 * @example
 * const driver = new PostgresDriver(pool, { preloadPlugin: new JsonAggregatePreloader() });
 */
export class JsonAggregatePreloader implements Preloader {
  readonly strategy = "jsonAggregate";
  readonly needsTransaction = false;

  /** @internal */
  plan(
    { session, restrictions }: PreloadContext,
    { before = [], step, meta, via }: PreloadLevel,
    tree: HintTree,
  ): ReadonlyArray<PreloadStep> {
    const areRepeated = via?.kind === "m2m";
    const branches = jsonBranches(restrictions, { meta, via, areRepeated }, tree);
    if (branches.length === 0) return [...before, step];
    return [...before, step].map((each) => withJson(session, meta, branches, each));
  }
}

/** The step with what the branches say beside its rows. */
function withJson(
  session: Session,
  meta: EntityMeta,
  branches: ReadonlyArray<JsonBranch>,
  step: PreloadStep,
): PreloadStep {
  const deal: PreloadStep["deal"] = (rows, owners) => {
    const states = step.deal(rows.withoutLast(branches.length), owners);
    const wanted = new Set(states);
    const { identityMap } = session;
    const found = rows
      .column(0)
      .map((key) => identityMap.findByMapKey(meta, mapKeyOf(meta, key!)))
      .map((state) => (state !== undefined && wanted.has(state) ? state : undefined));
    const count = rows.lastRow()?.length ?? 0;
    for (const [at, branch] of branches.entries()) {
      const texts = rows.column(count - branches.length + at);
      const owned: EntityState[] = [];
      const answers: JsonAnswer[] = [];
      for (const [row, state] of found.entries()) {
        if (state === undefined) continue;
        owned.push(state);
        answers.push(JSON.parse(texts[row] ?? "null") as JsonAnswer);
      }
      dealBranch(session, branch, owned, answers);
    }
    return states;
  };
  const batchKeys = [...step.batchKeys, ...branches.flatMap(keysOf)];
  return { ...step, batchKeys, statement: withBranches(step.statement, meta, branches), deal };
}

/** The statement, with a column for each branch behind its own. */
function withBranches(
  statement: Statement,
  meta: EntityMeta,
  branches: ReadonlyArray<JsonBranch>,
): Statement {
  const writer = new BranchWriter(statement.values.length + 1);
  const texts = writer.write(branches, (column) => `found.c${column.index}`, meta);
  const names = meta.columns.map((_, at) => `c${at}`).join(", ");
  return {
    ...statement,
    text: `SELECT found.*, ${texts.join(", ")} FROM (${statement.text}) AS found(${names})`,
    values: [...statement.values, ...writer.values],
  };
}

/** What the tick's batches would load of it. */
function keysOf({ field, restriction, below }: JsonBranch): unknown[] {
  const own =
    field.kind === "m2o"
      ? byKeyBatch(field.otherMeta, restriction)
      : relationBatch(field, restriction);
  return [own, ...below.flatMap(keysOf)];
}
