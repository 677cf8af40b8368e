// Policies of row-level security that do not hold: for nobody, because the table was never told to ask them, or not for its owner, as
// which most applications log in.
import type { Node } from "libpg-query";
import type { LintFinding, RuleFinding } from "./Finding.ts";
import type { KnownTable } from "./LintContext.ts";
import { nameOf, shortOf } from "./nameOf.ts";

/** What the migration leaves a table with, and where it first speaks of it. */
interface Secured {
  readonly line: number;
  hasPolicy: boolean;
  isEnabled: boolean;
  isForced: boolean;
}

export class RowSecurityLint {
  readonly #known: (table: string) => KnownTable["rowSecurity"] | undefined;
  readonly #tables = new Map<string, Secured>();

  constructor(known: (table: string) => KnownTable["rowSecurity"] | undefined) {
    this.#known = known;
  }

  /** Notes what a statement says of row-level security. */
  read(node: Node, line: number): void {
    if ("CreatePolicyStmt" in node)
      this.#secured(nameOf(node.CreatePolicyStmt.table), line).hasPolicy = true;
    if (!("AlterTableStmt" in node)) return;
    const { relation, cmds = [] } = node.AlterTableStmt;
    for (const each of cmds) {
      const subtype = "AlterTableCmd" in each ? each.AlterTableCmd.subtype : undefined;
      if (subtype === "AT_EnableRowSecurity")
        this.#secured(nameOf(relation), line).isEnabled = true;
      if (subtype === "AT_ForceRowSecurity") this.#secured(nameOf(relation), line).isForced = true;
      if (subtype === "AT_DisableRowSecurity")
        this.#secured(nameOf(relation), line).isEnabled = false;
      if (subtype === "AT_NoForceRowSecurity")
        this.#secured(nameOf(relation), line).isForced = false;
    }
  }

  /** Told at the end: the statements may come in any order. */
  findings(): ReadonlyArray<RuleFinding & Pick<LintFinding, "line">> {
    return [...this.#tables].flatMap(([table, { line, hasPolicy, isEnabled, isForced }]) => {
      if (hasPolicy && !isEnabled)
        return {
          rule: "policy-not-enabled" as const,
          table,
          line,
          message: `${table} has policies that nobody is asked for: everybody sees and writes all rows.`,
          remedy: `enableTenancy(b, "${shortOf(table)}", { … }); // or: ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;`,
        };
      if (isEnabled && !isForced)
        return {
          rule: "policy-not-forced" as const,
          table,
          line,
          message: `The policies of ${table} do not hold for its owner, which is mostly who the application logs in as.`,
          remedy: `enableTenancy(b, "${shortOf(table)}", { … }); // or: ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;`,
        };
      return [];
    });
  }

  #secured(table: string, line: number): Secured {
    let found = this.#tables.get(table);
    if (found === undefined) {
      const { isEnabled = false, isForced = false } = this.#known(table) ?? {};
      found = { line, hasPolicy: false, isEnabled, isForced };
      this.#tables.set(table, found);
    }
    return found;
  }
}
