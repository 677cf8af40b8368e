// Updates all rows that match a filter by one statement, without making entities of them.
import { laterThan } from "../../flush/writes/updateShape.ts";
import { castType } from "../../schema/castType.ts";
import { codecFor } from "../../schema/codecFor.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { TablePart } from "../../schema/TablePart.ts";
import { quote } from "../../sql/identifier.ts";
import type { UnitOfWork } from "../UnitOfWork.ts";
import { type Assignment, assignmentsOf } from "./Assignment.ts";
import { refuseSql, setOnEntities } from "./setOnEntities.ts";
import { Targets } from "./Targets.ts";
import { throughEntities } from "./throughEntities.ts";
import { type BulkAnswer, type BulkSettings, writeTargets } from "./writeTargets.ts";

export async function updateAll(
  unit: UnitOfWork,
  meta: EntityMeta,
  where: unknown,
  set: object,
  settings: BulkSettings = {},
): Promise<BulkAnswer> {
  const assignments = assignmentsOf(meta, set);
  if (settings.hooks !== true) return assignAll(unit, meta, where, assignments, settings);
  refuseSql(meta, assignments);
  return throughEntities(unit, meta, where, settings, (states) =>
    setOnEntities(states, set, assignments),
  );
}

/** As `updateAll`, with what is set worked out before. */
export async function assignAll(
  unit: UnitOfWork,
  meta: EntityMeta,
  where: unknown,
  assignments: ReadonlyArray<Assignment>,
  settings: BulkSettings,
): Promise<BulkAnswer> {
  const fragments = assignments.flatMap((each) => (each.kind === "sql" ? [each.fragment] : []));
  const subject = { session: unit.session, meta };
  // To Postgres a unique value is a key: an UPDATE of it conflicts with those who hold the row by `FOR KEY SHARE`.
  const setsKey = meta.uniques.some(({ fields }) =>
    assignments.some(({ column }) => fields.includes(column)),
  );
  const mode = setsKey ? "FOR UPDATE" : "FOR NO KEY UPDATE";
  const targets = new Targets(subject, where, settings, mode, fragments);
  const now = codecFor("timestamp with time zone").encode(new Date());
  const texts = assignments.map((each) => textOf(each, targets, fragments));
  const updates = meta.parts.flatMap((part) => {
    const own = assignments.flatMap(({ column }, at) =>
      column.meta.tableType === part.meta ? [texts[at]!] : [],
    );
    return updateOf(part, own, targets, now);
  });
  return writeTargets(unit, meta, targets, updates, settings);
}

function textOf(
  assignment: Assignment,
  targets: Targets,
  fragments: ReadonlyArray<unknown>,
): string {
  const { column } = assignment;
  const name = quote(column.column);
  const type = castType(column.codec.type);
  switch (assignment.kind) {
    case "value":
      return `${name} = $${targets.bind(assignment.cell)}::${type}`;
    case "increment":
      return `${name} = t.${name} + $${targets.bind(assignment.cell)}::${type}`;
    case "sql":
      return `${name} = targets.s${fragments.indexOf(assignment.fragment)}::${type}`;
  }
}

/** The UPDATE of one table; a table that keeps the row's version and time is always written. */
function updateOf(
  { meta, keyField, versionField, updatedAt }: TablePart,
  assignments: ReadonlyArray<string>,
  targets: Targets,
  now: string,
): string[] {
  const version = versionField && quote(versionField.column);
  const all = [
    ...assignments,
    ...(version === undefined ? [] : [`${version} = t.${version} + 1`]),
    ...(updatedAt === undefined ? [] : [laterThan(updatedAt, targets.bind(now))]),
  ];
  if (all.length === 0) return [];
  const id = quote(keyField.column);
  return [
    `UPDATE ${meta.table} AS t SET ${all.join(", ")} FROM targets WHERE t.${id} = targets.id RETURNING t.${id} AS id`,
  ];
}
