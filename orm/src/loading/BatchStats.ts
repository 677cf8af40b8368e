// What was asked of a unit of work and what that cost, by operation; for tests of one's own code.
import type { Statement } from "../sql/Statement.ts";
import type { BatchCounts } from "../types/BatchCounts.ts";

type Counts = { -readonly [K in keyof BatchCounts]: BatchCounts[K] };

export class BatchStats {
  #counts: Map<string, Counts> | undefined;

  /** Counts the statements of one dispatch; what made no requests of its own (the levels below a find) is one each. */
  count(statements: ReadonlyArray<Statement>, requests: ReadonlyArray<number>): void {
    for (let at = 0; at < statements.length; at++) {
      const { operation } = statements[at]!;
      const counts = this.#of(operation);
      counts.requests += requests[at] ?? 1;
      counts.statements++;
      if (statements.findIndex((other) => other.operation === operation) === at)
        counts.dispatches++;
    }
  }

  /** Counts requests whose answer was there before they were made. */
  countGiven(operation: string, requests: number): void {
    this.#of(operation).requests += requests;
  }

  #of(operation: string): Counts {
    const known = this.#counts?.get(operation);
    if (known !== undefined) return known;
    const counts: Counts = { requests: 0, dispatches: 0, statements: 0 };
    (this.#counts ??= new Map()).set(operation, counts);
    return counts;
  }

  /** A copy, by operation. */
  read(): Readonly<Record<string, BatchCounts>> {
    return Object.fromEntries(
      [...(this.#counts ?? [])].map(([operation, counts]) => [operation, { ...counts }]),
    );
  }
}
