// The rows that a bulk operation writes: found by a filter and locked in the order of their keys by the statement that writes
// them, so that operations on the same rows wait for each other and never in a circle.
import { InvalidFilterError } from "../../errors/InvalidFilterError.ts";
import type { FindPlan } from "../../query/FindPlan.ts";
import { parseTargets } from "../../query/parseFind.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import { withScopes } from "../../scopes/withScopes.ts";
import { entityKey } from "../../session/entityKey.ts";
import type { Session } from "../../session/Session.ts";
import type { ColumnNode } from "../../sql/nodes.ts";
import type { SqlFragment } from "../../sql/SqlFragment.ts";
import type { Cell } from "../../sql/Statement.ts";
import { withPlugins } from "../withPlugins.ts";

export interface TargetSettings {
  readonly conditions?: unknown;
  readonly softDeletes?: unknown;
  readonly all?: unknown;
}

export class Targets {
  readonly #plan: FindPlan;
  readonly #mode: "FOR NO KEY UPDATE" | "FOR UPDATE";
  readonly #values: Cell[];

  /** @throws InvalidFilterError (`INVALID_FILTER`) for a filter that asks for nothing, unless all rows are meant */
  constructor(
    { session, meta }: { readonly session: Session; readonly meta: EntityMeta },
    asked: unknown,
    options: TargetSettings,
    mode: "FOR NO KEY UPDATE" | "FOR UPDATE",
    assigned?: ReadonlyArray<SqlFragment>,
  ) {
    const { conditions, softDeletes, all } = options;
    const { where, settings } = withScopes(meta, asked, { conditions, softDeletes });
    refuseCut(meta, settings);
    const find = { where, conditions: settings.conditions, softDeletes: settings.softDeletes };
    const args = withPlugins(session, meta, "bulk", { ...find, ...(assigned && { assigned }) });
    this.#plan = parseTargets(meta, args, entityKey);
    this.#mode = mode;
    this.#values = [...this.#plan.values];
    if (this.#plan.isFiltered || all === true) return;
    const reason = "asks for nothing, which would mean all rows: say so with all: true";
    throw new InvalidFilterError({ type: meta.type, path: "", reason });
  }

  /** Binds one more value; the number of its parameter. */
  bind(value: Cell): number {
    return this.#values.push(value);
  }

  get values(): ReadonlyArray<Cell> {
    return this.#values;
  }

  /** The CTE `targets`, with `id` and, for SQL that was given, `s0`, `s1`, …. */
  get text(): string {
    const { columns } = this.#plan.select;
    const [key, ...assigned] = columns as ReadonlyArray<ColumnNode>;
    const names = ["id", ...assigned.map((_, at) => `s${at}`)].join(", ");
    return `targets(${names}) AS MATERIALIZED (${this.#plan.text} ${this.#mode} OF ${key!.alias})`;
  }
}

/** A scope may have a limit, which means nothing here and must not be left out in silence. */
function refuseCut(
  { type }: EntityMeta,
  { limit, offset }: { readonly limit?: unknown; readonly offset?: unknown },
): void {
  if (limit === undefined && offset === undefined) return;
  const path = limit === undefined ? "offset" : "limit";
  throw new InvalidFilterError({ type, path, reason: "is nothing that a bulk operation takes" });
}
