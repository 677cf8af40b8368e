// Answers that came ahead of being asked for, as they came over the wire: no entity is made of them before somebody asks. Each row is
// given once, and only while nothing has happened after which the database might say something else.
import type { Executor } from "../../driver/Driver.ts";
import { Rows } from "../../driver/Rows.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { MapKey } from "../../schema/keys.ts";
import { readKeys } from "../../session/readKeys.ts";
import type { AskedKeys } from "./LeadingBatch.ts";

export interface KeptAnswer {
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
}

/** What is given to a batch. */
export interface Given {
  readonly operation: string;
  readonly rows: Rows;
  /** How many answers were used for the first time. */
  readonly firstUses: number;
}

/** How many answers wait at a time; the oldest give way. */
const maxAnswers = 64;

export class Shelf {
  #answers = new Map<unknown, KeptAnswer[]>();
  #size = 0;

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  /** @param key what a batch that asks for it is keyed by in its tick */
  put(key: unknown, answer: KeptAnswer): void {
    if (this.#size >= maxAnswers) this.#dropOldest();
    const known = this.#answers.get(key);
    if (known === undefined) this.#answers.set(key, [answer]);
    else known.push(answer);
    this.#size++;
  }

  forget(): void {
    this.#answers = new Map();
    this.#size = 0;
  }

  /** The rows for all that is asked; `undefined` when any of it is not here, since a statement is sent then anyway. */
  take(
    key: unknown,
    meta: EntityMeta,
    asked: AskedKeys,
    executor: Executor,
    now: number,
  ): Given | undefined {
    const answers = (this.#answers.get(key) ?? []).filter(
      (answer) => answer.meta === meta && answer.executor === executor && answer.until > now,
    );
    if (answers.length === 0) return undefined;
    const shares = sharesOf(answers, asked);
    if (shares === undefined) return undefined;
    const rows = new Rows();
    let firstUses = 0;
    for (const [answer, keys] of shares) {
      const isWhole = keys.length === answer.keys.size;
      const wanted = isWhole ? answer.keys : new Set(keys);
      for (const run of answer.isUsed || !isWhole
        ? chosen(answer.rows, asked, wanted)
        : answer.rows.runs)
        rows.add(run);
      if (!answer.isUsed) firstUses++;
      answer.isUsed = true;
      if (isWhole) this.#drop(key, answer);
      else for (const given of keys) answer.keys.delete(given);
    }
    return { operation: answers[0]!.operation, rows, firstUses };
  }

  #drop(key: unknown, answer: KeptAnswer): void {
    const kept = this.#answers.get(key)!.filter((other) => other !== answer);
    if (kept.length === 0) this.#answers.delete(key);
    else this.#answers.set(key, kept);
    this.#size--;
  }

  #dropOldest(): void {
    const [[key, [oldest]]] = this.#answers as unknown as [[unknown, [KeptAnswer]]];
    this.#drop(key, oldest);
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

/** The rows that belong to some of the keys, in their order. */
function chosen(rows: Rows, { meta, place }: AskedKeys, wanted: ReadonlySet<MapKey>): Rows["runs"] {
  const keys = readKeys(rows, meta, place);
  let at = 0;
  return rows.runs.map(({ bytes, starts }) => ({
    bytes,
    starts: starts.filter(() => wanted.has(keys[at++]!)),
  }));
}
