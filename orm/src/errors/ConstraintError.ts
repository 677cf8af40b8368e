// What the errors of the five kinds of constraints have in common.
import { KingpostError } from "./KingpostError.ts";
import { messageOf, type ServerReport } from "./ServerReport.ts";

export type ConstraintCode = "UNIQUE" | "FOREIGN_KEY" | "NOT_NULL" | "CHECK" | "EXCLUSION";

/** A row violates a constraint. The message is Postgres' own and, after ` — `, its detail. */
export abstract class ConstraintError<
  C extends ConstraintCode = ConstraintCode,
> extends KingpostError<C> {
  readonly sqlState: string;
  /** The constraint's name; absent for NOT NULL before Postgres 18. */
  declare readonly constraint?: string;
  declare readonly schema?: string;
  declare readonly table?: string;
  declare readonly detail?: string;
  readonly columns: ReadonlyArray<string>;
  /** The fields that stand for the columns, where the entity's type is known. */
  declare fields?: ReadonlyArray<string>;

  constructor(code: C, report: ServerReport) {
    super(code, messageOf(report), { cause: report.cause });
    const { sqlState, constraint, schema, table, detail } = report;
    this.sqlState = sqlState;
    if (constraint !== undefined) this.constraint = constraint;
    if (schema !== undefined) this.schema = schema;
    if (table !== undefined) this.table = table;
    if (detail !== undefined) this.detail = detail;
    this.columns = columnsOf(report);
  }
}

/** The server names one column for NOT NULL only; for keys they stand in the detail, as `Key (a, b)=(1, 2) …`. */
function columnsOf({ column, detail }: ServerReport): ReadonlyArray<string> {
  if (column !== undefined) return [column];
  const [, list] =
    /\(((?:[\w$]+|"(?:[^"]|"")*")(?:, (?:[\w$]+|"(?:[^"]|"")*"))*)\)=\(/u.exec(detail ?? "") ?? [];
  const names = list?.match(/[\w$]+|"(?:[^"]|"")*"/gu) ?? [];
  return names.map((name) =>
    name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name,
  );
}
