// Answers that came ahead of being asked for, as they came over the wire: no entity is made of them before somebody asks. Each row is
// given once, and only while nothing has happened after which the database might say something else.
import type { Executor } from "../../driver/Driver.ts";
import { type RowRun, Rows } from "../../driver/Rows.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { MapKey } from "../../schema/keys.ts";
import { readKeys } from "../../session/readKeys.ts";
import type { AskedKeys } from "./LeadingBatch.ts";

export interface KeptAnswer {
  /** What a batch that asks for it is keyed by in its tick. */
  readonly key: unknown;
  /** What a load would be called that gives the same. */
  readonly operation: string;
  /** The type whose rows they are. */
  readonly meta: EntityMeta;
  readonly rows: Rows;
  /** The keys for which it is the whole answer; those that were given are taken out. */
  readonly keys: Set<MapKey>;
  readonly executor: Executor;
  /** Until when it may be given. */
  readonly until: number;
  isUsed: boolean;
  /** Its rows by the key that they belong to, once somebody has asked for a part of it. */
  byKey?: ReadonlyMap<MapKey | undefined, RowRun[]>;
}

/** What is given to a batch. */
export interface Given {
  readonly operation: string;
  readonly rows: Rows;
  /** How many answers were used for the first time. */
  readonly firstUses: number;
}

export class Shelf {
  readonly #maxRows: number;
  /** In the order in which they came; there are a handful. */
  readonly #answers = new Set<KeptAnswer>();
  #rows = 0;

  /** @param maxRows how many rows wait at a time; the oldest answers give way */
  constructor(maxRows: number) {
    this.#maxRows = maxRows;
  }

  get isEmpty(): boolean {
    return this.#answers.size === 0;
  }

  put(answer: KeptAnswer): void {
    this.#answers.add(answer);
    this.#rows += answer.rows.length;
    for (const oldest of this.#answers) {
      if (this.#rows <= this.#maxRows) break;
      this.#drop(oldest);
    }
  }

  forget(): void {
    this.#answers.clear();
    this.#rows = 0;
  }

  /** The rows for all that is asked; `undefined` when any of it is not here, since a statement is sent then anyway. */
  take(
    key: unknown,
    meta: EntityMeta,
    asked: AskedKeys,
    executor: Executor,
    now: number,
  ): Given | undefined {
    const answers: KeptAnswer[] = [];
    for (const answer of this.#answers)
      if (answer.until <= now) this.#drop(answer);
      else if (answer.key === key && answer.meta === meta && answer.executor === executor)
        answers.push(answer);
    if (answers.length === 0) return undefined;
    const shares = sharesOf(answers, asked);
    if (shares === undefined) return undefined;
    const rows = new Rows();
    let firstUses = 0;
    for (const [answer, keys] of shares) {
      const isWhole = keys.length === answer.keys.size;
      if (isWhole && !answer.isUsed) for (const run of answer.rows.runs) rows.add(run);
      else for (const run of chosen(answer, asked, keys)) rows.add(run);
      if (!answer.isUsed) firstUses++;
      answer.isUsed = true;
      if (isWhole) this.#drop(answer);
      else for (const given of keys) answer.keys.delete(given);
    }
    return { operation: answers[0]!.operation, rows, firstUses };
  }

  #drop(answer: KeptAnswer): void {
    this.#answers.delete(answer);
    this.#rows -= answer.rows.length;
  }
}

/** Which answer gives which of the keys; `undefined` when one is in none of them. */
function sharesOf(
  answers: ReadonlyArray<KeptAnswer>,
  { keys }: AskedKeys,
): Map<KeptAnswer, MapKey[]> | undefined {
  const shares = new Map<KeptAnswer, MapKey[]>();
  for (const key of keys.keys()) {
    const answer = answers.find((each) => each.keys.has(key));
    if (answer === undefined) return undefined;
    const share = shares.get(answer);
    if (share === undefined) shares.set(answer, [key]);
    else share.push(key);
  }
  return shares;
}

/** The rows that belong to some of the keys. They are told apart once: who asks for part after part has them looked up. */
function chosen(
  answer: KeptAnswer,
  { meta, place }: AskedKeys,
  wanted: ReadonlyArray<MapKey>,
): RowRun[] {
  answer.byKey ??= runsByKey(answer.rows, readKeys(answer.rows, meta, place));
  return wanted.flatMap((key) => answer.byKey!.get(key) ?? []);
}

function runsByKey(
  rows: Rows,
  keys: ReadonlyArray<MapKey | undefined>,
): ReadonlyMap<MapKey | undefined, RowRun[]> {
  const byKey = new Map<MapKey | undefined, RowRun[]>();
  let at = 0;
  for (const { bytes, starts } of rows.runs)
    for (const start of starts) {
      const key = keys[at++];
      const known = byKey.get(key);
      const last = known?.at(-1);
      if (last?.bytes === bytes) last.starts.push(start);
      else if (known === undefined) byKey.set(key, [{ bytes, starts: [start] }]);
      else known.push({ bytes, starts: [start] });
    }
  return byKey;
}
