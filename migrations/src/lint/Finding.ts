// What the lint has to say about a statement.
import type { LintLevel } from "../project/ProjectSettings.ts";

/** Something that a rule found, before levels are applied. */
export interface RuleFinding {
  readonly rule: RuleName;
  /** The table, as `schema.name`; "" where none is concerned. */
  readonly table: string;
  /** What happens when this runs. */
  readonly message: string;
  /** The safe way, as code. */
  readonly remedy: string;
  /** A level other than the rule's usual one, because of what the table is. */
  readonly level?: Exclude<LintLevel, "off">;
}

/** A finding with its place. */
export interface LintFinding extends Omit<RuleFinding, "level"> {
  readonly file: string;
  readonly line: number;
  readonly level: Exclude<LintLevel, "off">;
}

/** The rules and their usual levels. */
export const ruleLevels: Readonly<Record<RuleName, Exclude<LintLevel, "off">>> = {
  "change-type": "error",
  "char-n": "info",
  "check-not-valid-first": "warn",
  "concurrently-in-transaction": "error",
  "data-change-unbounded": "warn",
  "disable-without-reason": "error",
  "drop-column-used": "error",
  "drop-table": "warn",
  "dry-run-failed": "info",
  "enum-alter-in-transaction": "error",
  "fk-not-deferrable": "info",
  "fk-not-valid-first": "warn",
  "fk-without-index": "warn",
  "index-not-concurrent": "warn",
  "long-lock": "warn",
  "missing-down": "info",
  money: "info",
  "not-null-without-default": "error",
  "policy-not-enabled": "error",
  "policy-not-forced": "warn",
  "rename-column": "warn",
  "rename-table": "warn",
  "serial-int4": "info",
  "set-not-null": "warn",
  "syntax-error": "error",
  "timestamp-without-tz": "info",
  "unique-partial-o2o": "info",
  "volatile-default": "warn",
};

/** The name of a rule. */
export type RuleName =
  | "change-type"
  | "char-n"
  | "check-not-valid-first"
  | "concurrently-in-transaction"
  | "data-change-unbounded"
  | "disable-without-reason"
  | "drop-column-used"
  | "drop-table"
  | "dry-run-failed"
  | "enum-alter-in-transaction"
  | "fk-not-deferrable"
  | "fk-not-valid-first"
  | "fk-without-index"
  | "index-not-concurrent"
  | "long-lock"
  | "missing-down"
  | "money"
  | "not-null-without-default"
  | "policy-not-enabled"
  | "policy-not-forced"
  | "rename-column"
  | "rename-table"
  | "serial-int4"
  | "set-not-null"
  | "syntax-error"
  | "timestamp-without-tz"
  | "unique-partial-o2o"
  | "volatile-default";
