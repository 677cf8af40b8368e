// A statement for each level, which selects by a sub-query over the level above: all of them leave together, in a transaction that
// sees one snapshot. What is used when nothing is said.
import type { HintTree } from "../../hints/HintTree.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { ManyToOneField } from "../../schema/Field.ts";
import { quote } from "../../sql/identifier.ts";
import { relationBatch } from "../batchKeys.ts";
import { dealRelated, type StoredRelation } from "../dealRelated.ts";
import { keepFound } from "./foundKeys.ts";
import { havingMember } from "./havingMember.ts";
import { loadByKeyStep } from "./loadByKeyStep.ts";
import { membersOfRows } from "./membersOfRows.ts";
import type { Preloader } from "./Preloader.ts";
import type { PreloadContext, PreloadLevel } from "./PreloadLevel.ts";
import type { PreloadStep } from "./PreloadStep.ts";
import { anyIn, isTypedByRow, relatedKeys, relationStatement } from "./selectBelow.ts";
import { unloadedRelations } from "./unloadedRelations.ts";

/**
 * Loads what a hint names level by level, all levels in one round trip. What is used when nothing is said.
 * @example
 * const em = new EntityManager(ctx, { driver, preloadPlugin: new PipelinePreloader() });
 */
export class PipelinePreloader implements Preloader {
  readonly strategy = "pipeline";
  readonly needsTransaction = true;

  /** @internal */
  plan(context: PreloadContext, level: PreloadLevel, tree: HintTree): ReadonlyArray<PreloadStep> {
    const { before = [] } = level;
    const isFound = level.anchor.given === undefined;
    const first = [...before, level.step].map((step, at) =>
      isFound ? keeping(level.meta, step, at) : step,
    );
    const steps = [...first];
    below(context, { ...level, step: first.at(-1)! }, tree, steps);
    return steps.length === first.length ? [...before, level.step] : steps;
  }
}

/** A find that leaves what it found to the statements below it, beside what those before it did. */
function keeping(meta: EntityMeta, step: PreloadStep, before: number): PreloadStep {
  const { statement } = step;
  return {
    ...step,
    statement: { ...statement, text: keepFound(statement.text, meta, before > 0) },
  };
}

function below(
  context: PreloadContext,
  level: PreloadLevel,
  tree: HintTree,
  steps: PreloadStep[],
): void {
  for (const [member, deeper] of membersOfRows(level.meta, tree)) {
    const path = `${level.path}.${member.fieldName}`;
    let next: PreloadLevel | undefined;
    if (member.kind === "m2o") next = references(context, level, member, path);
    else if (member.kind === "o2m" || member.kind === "o2o" || member.kind === "m2m")
      next = relations(context, level, member, path);
    if (next === undefined) continue;
    steps.push(next.step);
    below(context, next, deeper, steps);
  }
}

function references(
  context: PreloadContext,
  level: PreloadLevel,
  member: ManyToOneField,
  path: string,
): PreloadLevel | undefined {
  const { otherMeta, column } = member;
  // A base's columns stand in the base's table.
  const meta = member.meta.tableType;
  // Children lead back to the owners that they were loaded for.
  if (member.otherField === level.via || isTypedByRow(otherMeta)) return undefined;
  const text = anyIn(
    `SELECT t.${quote(column)} FROM ${meta.table} AS t WHERE t.${quote(meta.keyField.column)} ${level.keys.text}`,
  );
  const keys = { ...level.keys, text };
  const { anchor, step } = level;
  const kind = `preload ${path}`;
  const found = loadByKeyStep(context, anchor, otherMeta, keys, kind, step, member);
  return { ...found, via: member, path };
}

function relations(
  { session, restrictions }: PreloadContext,
  { anchor, step: above, keys }: PreloadLevel,
  field: StoredRelation["field"],
  path: string,
): PreloadLevel {
  const restriction = restrictions.of(field.otherMeta, `${field.kind}-load`);
  const step: PreloadStep = {
    batchKeys: [relationBatch(field, restriction)],
    statement: relationStatement(anchor, field, path, keys, restriction),
    meta: field.otherMeta,
    via: field,
    above,
    deal: (rows, states) =>
      dealRelated(session, field, rows, unloadedRelations(havingMember(states, field), field)),
  };
  const related = relatedKeys(field, keys, restriction);
  return { anchor, step, meta: field.otherMeta, keys: related, via: field, path };
}
