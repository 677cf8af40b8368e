// Collects what is asked for in one tick and sends it together: one statement per batch, all statements in one round trip.
import type { Executor } from "../driver/Driver.ts";
import { CallSite } from "../errors/CallSite.ts";
import type { Batch } from "./Batch.ts";
import { BatchStats } from "./BatchStats.ts";
import { type FirstLevel, Preload } from "./preload/Preload.ts";
import type { PreloadStep } from "./preload/PreloadStep.ts";
import { sendSteps } from "./preload/sendSteps.ts";

/** What goes as one pipeline, ahead of everybody who would ask for the same level by level. */
interface Ahead {
  readonly of: Preload | Batch;
  send(): Promise<void>;
}

export class BatchQueue {
  readonly #loader: FirstLevel;
  readonly #executor: () => Executor;
  #waiting = new Map<unknown, Batch>();
  /** Batches that take no more; others of their keys are waiting. */
  #full: Batch[] = [];
  readonly stats: BatchStats = new BatchStats();
  /** Populates that may go as one pipeline, by what they ask for. */
  #preloads = new Map<string, Preload>();
  /** Dispatches that were sent and not dealt yet. */
  readonly #underWay = new Set<Promise<void>>();
  /** Settles when dispatches may go again; `undefined` while they may. */
  #held: Promise<void> | undefined;

  /** `executor` is asked at each dispatch, since a transaction may have begun since the last. */
  constructor(loader: FirstLevel, executor: () => Executor) {
    this.#loader = loader;
    this.#executor = executor;
  }

  /** The batch of this key that has not left yet. A key is an entity's metadata, a field or a statement's text. */
  waiting(key: unknown): Batch | undefined {
    const batch = this.#waiting.get(key);
    if (batch === undefined || batch.isFull) return undefined;
    batch.requests++;
    return batch;
  }

  /** Puts a batch where requests of its key find it until it leaves. */
  add<B extends Batch>(key: unknown, batch: B): B {
    this.#schedule();
    const full = this.#waiting.get(key);
    if (full !== undefined) this.#full.push(full);
    batch.requests++;
    this.#waiting.set(key, batch);
    return batch;
  }

  /** The populate of this key that has not left yet, or the one that `make` gives. */
  preload(key: string, make: () => Preload): Preload {
    let preload = this.#preloads.get(key);
    if (preload === undefined) {
      this.#schedule();
      this.#preloads.set(key, (preload = make()));
    }
    return preload;
  }

  /**
   * Dispatches once all promise jobs are done: chains that were started together get to ask for their next level before it
   * is sent. A promise job first, since code that runs outside of one has its jobs still ahead.
   */
  #schedule(): void {
    if (this.#waiting.size + this.#preloads.size > 0) return;
    void Promise.resolve().then(() => process.nextTick(() => void this.#send()));
  }

  /**
   * Runs work that changes rows while nothing is read: a collection that was read before the work committed and filled
   * after it would show what is no longer so. What is asked for meanwhile is sent once the work is done.
   */
  async runAlone<R>(work: () => Promise<R>): Promise<R> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held = promise;
    try {
      await Promise.all(this.#underWay);
      return await work();
    } finally {
      this.#held = undefined;
      resolve();
    }
  }

  async #send(): Promise<void> {
    while (this.#held !== undefined) await this.#held;
    const sent = this.#dispatch();
    this.#underWay.add(sent);
    await sent;
    this.#underWay.delete(sent);
  }

  async #dispatch(): Promise<void> {
    const preloads = [...this.#preloads.values()];
    const ahead = this.#planAhead(preloads);
    if (ahead === undefined) for (const preload of preloads) preload.giveUp(this.#loader);
    const batches = [...this.#full, ...this.#waiting.values()].filter(
      (batch) => batch !== ahead?.of,
    );
    this.#full = [];
    this.#waiting = new Map();
    this.#preloads = new Map();
    await Promise.all([ahead?.send(), this.#dispatchBatches(batches)]);
    if (ahead === undefined) for (const preload of preloads) preload.dealt();
  }

  /**
   * What goes as one pipeline: the only populate, or the only find with a hint, of the tick. Hints that differ may share
   * members, and a member is one statement for all who ask for it in a tick.
   */
  #planAhead(preloads: ReadonlyArray<Preload>): Ahead | undefined {
    const hinted = [...this.#full, ...this.#waiting.values()].filter(({ isHinted }) => isHinted);
    const [of, ...others] = [...preloads, ...hinted];
    const executor = this.#executor();
    if (of === undefined || others.length > 0 || executor.isPipelined !== true) return undefined;
    const steps = of.plan?.();
    if (steps === undefined || steps.some(({ batchKey }) => this.#waiting.has(batchKey)))
      return undefined;
    const [first, ...below] = steps.map(({ statement }) => ({ statement, requests: 1 }));
    const send = (): Promise<void> => {
      this.stats.count([
        { ...first!, requests: of instanceof Preload ? 1 : of.requests },
        ...below,
      ]);
      return of instanceof Preload ? of.send(executor, steps) : this.#sendFind(of, executor, steps);
    };
    return { of, send };
  }

  async #sendFind(
    find: Batch,
    executor: Executor,
    steps: ReadonlyArray<PreloadStep>,
  ): Promise<void> {
    try {
      if (await sendSteps(executor, steps)) find.settle.resolve();
      else await this.#dispatchBatches([find]);
    } catch (error) {
      find.settle.reject(CallSite.share(error));
    }
  }

  async #dispatchBatches(batches: ReadonlyArray<Batch>): Promise<void> {
    if (batches.length === 0) return;
    try {
      const statements = batches.map((batch) => batch.statement());
      this.stats.count(
        statements.map((statement, at) => ({ statement, requests: batches[at]!.requests })),
      );
      const signal = batches.length === 1 ? batches[0]!.signal : undefined;
      const outcomes = await this.#executor().execute(statements, { isUnordered: true, signal });
      for (const [at, batch] of batches.entries()) {
        const { result, error } = outcomes[at]!;
        if (error !== undefined) batch.settle.reject(CallSite.share(error));
        else settle(batch, () => batch.deal(result));
      }
    } catch (error) {
      for (const batch of batches) batch.settle.reject(CallSite.share(error));
    }
  }
}

/** An answer that cannot be dealt (too many entities) fails its own batch, not the others of the tick. */
function settle(batch: Batch, deal: () => void): void {
  try {
    deal();
    batch.settle.resolve();
  } catch (error) {
    batch.settle.reject(CallSite.share(error));
  }
}
