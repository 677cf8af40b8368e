// What plugins ask of the rows of a load: they have to be among those that a SELECT of ids gives. Its parameters are numbered
// behind those of the statement that it stands in.
import type { FindPlan } from "../query/FindPlan.ts";
import { parseFindIds } from "../query/parseFind.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { FindOperation } from "../schema/FindQuery.ts";
import { entityKey } from "../session/entityKey.ts";
import type { Session } from "../session/Session.ts";
import { printBound, printSelect } from "../sql/print.ts";
import type { Cell } from "../sql/Statement.ts";

export class Restriction {
  readonly #plan: FindPlan;
  #key: string | undefined;

  private constructor(plan: FindPlan) {
    this.#plan = plan;
  }

  /**
   * What the plugins of the em ask of a read; `undefined` for most.
   * @throws InvalidFilterError (`INVALID_FILTER`), and what a plugin throws
   */
  static of(
    { plugins }: Session,
    meta: EntityMeta,
    operation: FindOperation,
  ): Restriction | undefined {
    const filters = plugins.beforeFind?.(meta, operation)?.filters ?? [];
    if (filters.length === 0) return undefined;
    // Loads give what is softly deleted, and relations hide it in memory.
    const find = { where: undefined, restrictions: filters, softDeletes: "include" };
    return new Restriction(parseFindIds(meta, find, entityKey));
  }

  get values(): ReadonlyArray<Cell> {
    return this.#plan.values;
  }

  /** What texts of statements with it have in common. */
  get text(): string {
    return this.#plan.text;
  }

  /** What reads that can be one statement have in common. */
  get key(): string {
    return (this.#key ??= `${this.#plan.text} ${JSON.stringify(this.#plan.values)}`);
  }

  /** The condition on a column of keys, with AND before it; `first` is the number of its first parameter. */
  on(column: string, first: number): string {
    const ids = printSelect({ ...this.#plan.select, orderBy: [] }, ({ index, ...parameter }) =>
      printBound({ ...parameter, index: index + first - 1 }),
    );
    return ` AND ${column} IN (${ids})`;
  }
}
