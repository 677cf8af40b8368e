// Ids from the tables' sequences, a block at a time. What is left of a block waits here for the next flush, and the next
// block travels in that flush's own pipeline, so that a warm flush spends no round trip on ids. Where flushes take very many, one
// after the other, so many wait here too; these are fetched behind COMMIT, when nobody waits any more.
import { arrayLiteral } from "../sql/arrayLiteral.ts";
import type { Cell, Statement } from "../sql/Statement.ts";
import type { Result } from "./Driver.ts";
import type { IdAssigner, IdRequest, Refill } from "./IdAssigner.ts";
import { UuidV7Assigner } from "./UuidV7Assigner.ts";

/** The sizes of the blocks of one sequence, one after the other: a table that is written once costs no ids. */
const adaptiveBlocks = [1, 8, 64] as const;
const largestBlock = 64;
/** What a process that ends leaves unused of one sequence is less than this. */
const largestReserve = 10_000;

export interface SequenceIdAssignerOpts {
  /** A fixed number of values per block. Tests use 1, with which ids have no gaps. */
  readonly block?: number;
}

/** What is known of one sequence. */
interface Reserve {
  ids: ReadonlyArray<string>;
  /** How many blocks were fetched; decides about the size of the next. */
  fetched: number;
  /** What was asked for last, and so is expected next. */
  expected: number;
  /** What was asked for before that. */
  before: number;
  /** How many ids are on their way. */
  coming: number;
  /** Ids of which nobody but the server is in the way any more, until they have come. */
  due: Promise<void> | undefined;
}

/**
 * ```ts
 * new PostgresDriver(pool, { idAssigner: new SequenceIdAssigner({ block: 1 }) });
 * ```
 *
 * **SQL**, once for all sequences of a flush, and only when a reserve does not suffice:
 * ```sql
 * SELECT ARRAY(SELECT nextval(r.sequence) FROM generate_series(1, r.amount))
 *   FROM unnest($1::regclass[], $2::int[]) WITH ORDINALITY AS r(sequence, amount, position) ORDER BY r.position
 * ```
 */
export class SequenceIdAssigner implements IdAssigner {
  readonly #block: number | undefined;
  readonly #reserves = new Map<string, Reserve>();
  readonly #uuids = new UuidV7Assigner();

  constructor({ block }: SequenceIdAssignerOpts = {}) {
    this.#block = block;
  }

  async assign(
    requests: ReadonlyArray<IdRequest>,
    send: (statement: Statement) => Promise<Result>,
  ): Promise<ReadonlyArray<ReadonlyArray<string>>> {
    const needs = sumBySequence(requests);
    for (const [sequence, count] of needs) {
      const { ids, due } = this.#reserveOf(sequence);
      // To wait for what is about to come takes less than to ask once more.
      if (ids.length < count) await due;
    }
    const taken = new Map<string, ReadonlyArray<string>>();
    const missing: IdRequest[] = [];
    for (const [sequence, count] of needs) {
      const reserve = this.#reserveOf(sequence);
      reserve.before = reserve.expected;
      reserve.expected = count;
      // Taken before anything is awaited: a flush that runs at the same time must not get the same ids.
      taken.set(sequence, reserve.ids.slice(0, count));
      reserve.ids = reserve.ids.slice(count);
      const lacking = count - (taken.get(sequence)?.length ?? 0);
      if (lacking > 0)
        missing.push({ sequence, count: Math.max(lacking, this.#nextBlock(reserve)) });
    }
    if (missing.length > 0) {
      const fetched = read(await send(fetchStatement(missing)));
      for (const [index, { sequence }] of missing.entries()) {
        const own = taken.get(sequence) ?? [];
        const lacking = (needs.get(sequence) ?? 0) - own.length;
        const block = fetched[index] ?? [];
        taken.set(sequence, ascending([...own, ...block.slice(0, lacking)]));
        keep(this.#reserveOf(sequence), block.slice(lacking));
      }
    }
    return deal(requests, taken);
  }

  refill(): Refill | undefined {
    const wanted: IdRequest[] = [];
    for (const [sequence, reserve] of this.#reserves) {
      const { expected, coming, ids, fetched } = reserve;
      const block = this.#blockAfter(fetched);
      const steady = this.#block === undefined ? steadyNeed(reserve) : 0;
      const size = Math.max(block, steady);
      const known = ids.length + coming;
      // Whoever asks for more than that is served exactly, when the need is known.
      if (size === 1 || expected > size || known >= Math.min(expected, size)) continue;
      wanted.push({ sequence, count: steady > block ? size - known : this.#nextBlock(reserve) });
    }
    return wanted.length === 0 ? undefined : this.#refillOf(wanted);
  }

  #refillOf(wanted: ReadonlyArray<IdRequest>): Refill {
    const reserves = wanted.map(({ sequence }) => this.#reserveOf(sequence));
    for (const [at, { count }] of wanted.entries()) reserves[at]!.coming += count;
    const arrival = Promise.withResolvers<void>();
    const end = (): void => {
      for (const [at, { count }] of wanted.entries()) {
        const reserve = reserves[at]!;
        reserve.coming -= count;
        if (reserve.due === arrival.promise) reserve.due = undefined;
      }
      arrival.resolve();
    };
    return {
      statement: fetchStatement(wanted),
      isLarge: wanted.some(({ count }) => count > largestBlock),
      accept: (result) => {
        for (const [at, block] of read(result).entries()) keep(reserves[at]!, block);
        end();
      },
      abandon: end,
      expect: () => {
        for (const reserve of reserves) if (reserve.coming > 0) reserve.due = arrival.promise;
      },
    };
  }

  uuidV7(): string {
    return this.#uuids.next();
  }

  reset(): void {
    this.#reserves.clear();
  }

  #reserveOf(sequence: string): Reserve {
    const known = this.#reserves.get(sequence);
    if (known !== undefined) return known;
    const reserve: Reserve = {
      ids: [],
      fetched: 0,
      expected: 0,
      before: 0,
      coming: 0,
      due: undefined,
    };
    this.#reserves.set(sequence, reserve);
    return reserve;
  }

  #nextBlock(reserve: Reserve): number {
    return this.#blockAfter(reserve.fetched++);
  }

  #blockAfter(fetched: number): number {
    return this.#block ?? adaptiveBlocks[Math.min(fetched, adaptiveBlocks.length - 1)] ?? 1;
  }
}

function keep(reserve: Reserve, ids: ReadonlyArray<string>): void {
  if (ids.length > 0) reserve.ids = ascending([...reserve.ids, ...ids]);
}

/** What flushes take that go on to take more than any block, as when rows are imported; 0 where they do not. */
function steadyNeed({ before, expected }: Reserve): number {
  if (Math.min(before, expected) <= largestBlock || expected > largestReserve) return 0;
  return Math.min(Math.max(before, expected), largestReserve);
}

function sumBySequence(requests: ReadonlyArray<IdRequest>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { sequence, count } of requests) sums.set(sequence, (sums.get(sequence) ?? 0) + count);
  return sums;
}

/** Gives each request its share; several requests for one sequence are served in their order. */
function deal(
  requests: ReadonlyArray<IdRequest>,
  taken: ReadonlyMap<string, ReadonlyArray<string>>,
): ReadonlyArray<ReadonlyArray<string>> {
  const dealt = new Map<string, number>();
  return requests.map(({ sequence, count }) => {
    const start = dealt.get(sequence) ?? 0;
    dealt.set(sequence, start + count);
    return (taken.get(sequence) ?? []).slice(start, start + count);
  });
}

function fetchStatement(requests: ReadonlyArray<IdRequest>): Statement {
  return {
    text:
      "SELECT ARRAY(SELECT nextval(r.sequence) FROM generate_series(1, r.amount))" +
      " FROM unnest($1::regclass[], $2::int[]) WITH ORDINALITY AS r(sequence, amount, position) ORDER BY r.position",
    values: [
      arrayLiteral(requests.map(({ sequence }) => sequence)),
      arrayLiteral(requests.map(({ count }) => String(count))),
    ],
    operation: "assign ids",
  };
}

/** One row per sequence, one cell `{7,8,9}`. */
function read({ rows }: Result): ReadonlyArray<ReadonlyArray<string>> {
  return rows.map(([cell]: ReadonlyArray<Cell>) => (cell ?? "{}").slice(1, -1).split(","));
}

/** Blocks that were fetched at the same time may arrive in either order. */
function ascending(ids: ReadonlyArray<string>): ReadonlyArray<string> {
  for (let index = 1; index < ids.length; index++)
    if (compare(ids[index - 1] as string, ids[index] as string) > 0) return ids.toSorted(compare);
  return ids;
}

function compare(a: string, b: string): number {
  // Of numbers without a sign the longer text is the larger one.
  if (a[0] !== "-" && b[0] !== "-") return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
  const difference = BigInt(a) - BigInt(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
