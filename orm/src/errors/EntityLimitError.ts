// More entities were loaded or created than the entity manager may hold.
import { KingpostError } from "./KingpostError.ts";

const shownTypes = 5;

/**
 * `More than 50000 entities have been instantiated (top entities: b=40000, a=10000)`, or, for a find that would give more
 * rows, `Query returned more than 50000 entityLimit rows`.
 */
export class EntityLimitError extends KingpostError<"ENTITY_LIMIT"> {
  readonly limit: number;

  constructor({
    limit,
    counts,
  }: {
    readonly limit: number;
    /** How many there are of each type; absent for a find. */
    readonly counts?: ReadonlyArray<readonly [tag: string, count: number]>;
  }) {
    super(
      "ENTITY_LIMIT",
      counts === undefined
        ? `Query returned more than ${limit} entityLimit rows`
        : `More than ${limit} entities have been instantiated (top entities: ${topOf(counts)})`,
    );
    this.limit = limit;
  }
}

function topOf(counts: ReadonlyArray<readonly [tag: string, count: number]>): string {
  const top = counts.toSorted(([, a], [, b]) => b - a).slice(0, shownTypes);
  return top.map(([tag, count]) => `${tag}=${count}`).join(", ");
}
