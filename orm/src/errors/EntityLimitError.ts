// More entities were loaded or created than the entity manager may hold.
import { KingpostError } from "./KingpostError.ts";

const shownTypes = 5;

/**
 * `More than 50000 entities have been instantiated (top entities: b=40000, a=10000)`, or, for a find that would give more
 * rows, `Query returned more than 50000 entityLimit rows`, or, for a collection, what to do instead of loading all of it.
 */
export class EntityLimitError extends KingpostError<"ENTITY_LIMIT"> {
  readonly limit: number;

  constructor({
    limit,
    counts,
    collection,
  }: {
    readonly limit: number;
    /** How many there are of each type; absent for a find. */
    readonly counts?: ReadonlyArray<readonly [tag: string, count: number]>;
    /** The collection that alone has more members. */
    readonly collection?: string;
  }) {
    super(
      "ENTITY_LIMIT",
      collection !== undefined
        ? `${collection} has more than ${limit} entityLimit rows: configure it as large: true, or read it by em.stream`
        : counts === undefined
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
