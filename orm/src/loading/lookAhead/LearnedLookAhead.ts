// What the ems that it is given to have learned together of what follows what. Nothing of it is about entities or requests: a read is known
// by its shape, what follows it by relations.
import type { Domain } from "../../schema/Domain.ts";
import type { LookAhead, LookAheadCounts } from "../../types/LookAhead.ts";
import { Habit } from "./Habit.ts";
import { Run } from "./Run.ts";

export interface LookAheadOptions {
  /** After how many runs in a row a relation is sent ahead, and after how many in vain out of the last eight no longer; 3 when not given. */
  readonly runs?: number;
  /** How many rows a statement that nobody asked for may give: what would give more is not sent ahead. 10,000 when not given. */
  readonly maxRows?: number;
  /** For how many milliseconds what came ahead may be the answer; 5,000 when not given. */
  readonly maxAge?: number;
}

/** Of how many reads it is known what follows them, and how many runs may be open; the oldest give way. */
const maxReads = 1_000;
const maxRuns = 1_024;

/**
 * Learns which relations are loaded, one after the other, of nearly all entities that a read gives, and has the next such read bring them along in
 * its own round trip: automatic prefetching by traversal profiling, as in AutoFetch (Ibrahim & Cook, "Automatic Prefetching by Traversal
 * Profiling in Object Persistence Architectures", ECOOP 2006). What came along is not loaded before it is asked for: until then it is in no
 * collection, and no entity is made of it.
 *
 * A value of the application: what is given the same one learns together. An endpoint that has one of its own shares habits with no other.
 *
 * **SQL**: a read that is known to be followed by `author.books` leaves as
 * `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT … FROM authors …; SELECT … FROM books WHERE author_id = ANY(…); COMMIT`.
 * @example
 * const driver = new PostgresDriver(pool, { lookAhead: new LearnedLookAhead() });
 */
export class LearnedLookAhead implements LookAhead {
  /** @internal */
  readonly maxRows: number;
  /** @internal */
  readonly maxAge: number;
  readonly #runs: number;
  readonly #reads = new WeakMap<Domain, Map<string, Habit>>();
  readonly #open: Run[] = [];
  #sent = 0;
  #used = 0;

  constructor({ runs = 3, maxRows = 10_000, maxAge = 5_000 }: LookAheadOptions = {}) {
    this.#runs = runs;
    this.maxRows = maxRows;
    this.maxAge = maxAge;
  }

  get counts(): LookAheadCounts {
    return { sent: this.#sent, used: this.#used, wasted: this.#sent - this.#used };
  }

  /** @internal What is known to follow reads of a shape. */
  habitOf(domain: Domain, shape: string): Habit {
    let reads = this.#reads.get(domain);
    if (reads === undefined) this.#reads.set(domain, (reads = new Map()));
    const habit = reads.get(shape) ?? new Habit(this.#runs);
    reads.delete(shape);
    reads.set(shape, habit);
    if (reads.size > maxReads) reads.delete(reads.keys().next().value!);
    return habit;
  }

  /** @internal What is known of a domain's reads, those without followers left out: `load Author: books.reviews,publisher`. */
  describe(domain: Domain): string[] {
    return [...(this.#reads.get(domain) ?? [])].flatMap(([shape, { tree }]) =>
      tree.isEmpty ? [] : [`${shape}: ${tree.toString()}`],
    );
  }

  /** @internal A read gave entities. Runs that nothing has followed for long are over, since an em does not say when it is done with. */
  begin(habit: Habit): Run {
    const now = performance.now();
    const run = new Run(habit, now);
    this.#open.push(run);
    while (this.#open.length > maxRuns || this.#open[0]!.begun + this.maxAge < now)
      this.#open.shift()!.end();
    return run;
  }

  /** @internal */
  countSent(count: number): void {
    this.#sent += count;
  }

  /** @internal */
  countUsed(): void {
    this.#used++;
  }
}
