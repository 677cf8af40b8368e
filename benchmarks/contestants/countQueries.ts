// Counts what goes through one copy of the `pg` package, for contestants that send one statement at a time per connection.
import type { Counts } from "../runner/messages.ts";

/** As much of `pg.Client` as counting needs. */
export interface CountableClient {
  readonly prototype: { query: (...args: never) => unknown };
}

/**
 * Begins to count the queries of all clients of this class; the answer ends that. Without pipelining every statement is a
 * round trip of its own.
 */
export function countQueries(clientClass: CountableClient): () => Counts {
  const { prototype } = clientClass;
  const original = prototype.query;
  let statements = 0;
  let rows = 0;
  const note = (result: unknown): void => {
    rows += (result as { rowCount?: number | null } | undefined)?.rowCount ?? 0;
  };
  prototype.query = function (this: unknown, ...args: never): unknown {
    statements++;
    const given: Array<unknown> = [...(args as ReadonlyArray<unknown>)];
    const callback = given.at(-1);
    if (typeof callback === "function") {
      given[given.length - 1] = (error: unknown, result: unknown): void => {
        note(result);
        callback(error, result);
      };
      return Reflect.apply(original, this, given);
    }
    const answer: unknown = Reflect.apply(original, this, given);
    // The contestant handles a failure; here it only must not count.
    if (answer instanceof Promise) answer.then(note, () => undefined);
    return answer;
  };
  return () => {
    prototype.query = original;
    return { statements, roundTrips: statements, rows };
  };
}
