// What was asked of a unit of work and what that cost, by operation; for tests of one's own code.
import type { Statement } from "../sql/Statement.ts";
import type { BatchCounts } from "../types/BatchCounts.ts";

type Counts = { -readonly [K in keyof BatchCounts]: BatchCounts[K] };

export class BatchStats {
  #counts: Map<string, Counts> | undefined;

  /** Counts the statements of one dispatch. */
  count(sent: ReadonlyArray<{ readonly statement: Statement; readonly requests: number }>): void {
    const counts = (this.#counts ??= new Map());
    const dispatched = new Set<string>();
    for (const { statement, requests } of sent) {
      const { operation } = statement;
      let count = counts.get(operation);
      if (count === undefined)
        counts.set(operation, (count = { requests: 0, dispatches: 0, statements: 0 }));
      count.requests += requests;
      count.statements++;
      if (dispatched.has(operation)) continue;
      dispatched.add(operation);
      count.dispatches++;
    }
  }

  /** A copy, by operation. */
  read(): Readonly<Record<string, BatchCounts>> {
    return Object.fromEntries(
      [...(this.#counts ?? [])].map(([operation, counts]) => [operation, { ...counts }]),
    );
  }
}
