// More entities were loaded or created than the entity manager may hold.
import { KingpostError } from "./KingpostError.ts";

const shownTypes = 5;

/** `More than 50000 entities have been instantiated (top entities: b=40000, a=10000)`. */
export class EntityLimitError extends KingpostError<"ENTITY_LIMIT"> {
  readonly limit: number;

  constructor({
    limit,
    counts,
  }: {
    readonly limit: number;
    readonly counts: ReadonlyArray<readonly [tag: string, count: number]>;
  }) {
    const top = counts
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, shownTypes)
      .map(([tag, count]) => `${tag}=${count}`);
    super(
      "ENTITY_LIMIT",
      `More than ${limit} entities have been instantiated (top entities: ${top.join(", ")})`,
    );
    this.limit = limit;
  }
}
