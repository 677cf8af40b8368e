// What a relation leads to from one row when it is followed over and over, as a table of ids. UNION leaves out what it had
// before, so that it ends where it comes round. Nothing in it comes from a user.
import type { RecursiveField } from "../schema/Field.ts";
import { quote } from "../sql/identifier.ts";
import type { ColumnNode, ReachStep } from "../sql/nodes.ts";
import { printColumn } from "../sql/print.ts";

/** `start` is the id of the row. No table of a statement has an alias of more than one letter. */
export function recursiveTable({ along }: RecursiveField, start: ColumnNode): string {
  const { table, from, to, isNullable } = stepOf(along);
  const isThere = isNullable ? ` AND step.${quote(to)} IS NOT NULL` : "";
  const first = `SELECT step.${quote(to)} FROM ${table} AS step WHERE step.${quote(from)} = ${printColumn(start)}${isThere}`;
  const next = `SELECT step.${quote(to)} FROM reached JOIN ${table} AS step ON step.${quote(from)} = reached.id${isThere}`;
  return `(WITH RECURSIVE reached(id) AS (${first} UNION ${next}) SELECT reached.id FROM reached)`;
}

/** The same steps, to be gone back. */
export function reachStep({ along }: RecursiveField): ReachStep {
  const { table, from, to, isFromNullable } = stepOf(along);
  return { table, from: quote(from), to: quote(to), isFromNullable };
}

interface Step {
  readonly table: string;
  /** The columns that hold where a step begins and where it leads. */
  readonly from: string;
  readonly to: string;
  readonly isNullable: boolean;
  readonly isFromNullable: boolean;
}

function stepOf(along: RecursiveField["along"]): Step {
  const { table, keyField } = along.meta;
  switch (along.kind) {
    case "m2o":
      return {
        table,
        from: keyField.column,
        to: along.column,
        isNullable: !along.notNull,
        isFromNullable: false,
      };
    case "o2m":
    case "o2o":
      return {
        table,
        from: along.otherField.column,
        to: keyField.column,
        isNullable: false,
        isFromNullable: !along.otherField.notNull,
      };
    case "m2m":
      return {
        table: along.joinTable.table,
        from: along.column,
        to: along.otherColumn,
        isNullable: false,
        isFromNullable: false,
      };
  }
}
