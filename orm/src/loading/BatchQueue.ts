// Collects what is asked for in one tick and sends it together: one statement per batch, all statements in one round trip.
import type { Executor, Outcome } from "../driver/Driver.ts";
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
  /** Asked for its executor at each dispatch, since a transaction may have begun since the last. */
  readonly #session: { readonly executor: Executor };
  #waiting: Map<unknown, Batch> | undefined;
  /** Batches that take no more; others of their keys are waiting. */
  #full: Batch[] | undefined;
  readonly stats: BatchStats = new BatchStats();
  /** Populates that may go as one pipeline, by what they ask for. */
  #preloads: Map<string, Preload> | undefined;
  /** How many dispatches were sent and are not dealt yet. */
  #underWay = 0;
  /** Called when none is under way any more. */
  #becomeIdle: (() => void) | undefined;
  /** Settles when dispatches may go again; `undefined` while they may. */
  #held: Promise<void> | undefined;

  constructor(loader: FirstLevel, session: { readonly executor: Executor }) {
    this.#loader = loader;
    this.#session = session;
  }

  /** The batch of this key that has not left yet. A key is an entity's metadata, a field or a statement's text. */
  waiting(key: unknown): Batch | undefined {
    const batch = this.#waiting?.get(key);
    if (batch === undefined || batch.isFull) return undefined;
    batch.requests++;
    return batch;
  }

  /** Puts a batch where requests of its key find it until it leaves. */
  add<B extends Batch>(key: unknown, batch: B): B {
    this.#schedule();
    const waiting = (this.#waiting ??= new Map());
    const full = waiting.get(key);
    if (full !== undefined) (this.#full ??= []).push(full);
    batch.requests++;
    waiting.set(key, batch);
    return batch;
  }

  /** The populate of this key that has not left yet, or the one that `make` gives. */
  preload(key: string, make: () => Preload): Preload {
    let preload = this.#preloads?.get(key);
    if (preload === undefined) {
      this.#schedule();
      (this.#preloads ??= new Map()).set(key, (preload = make()));
    }
    return preload;
  }

  /**
   * Dispatches once all promise jobs are done: chains that were started together get to ask for their next level before it
   * is sent. A promise job first, since code that runs outside of one has its jobs still ahead.
   */
  #schedule(): void {
    if (this.#waiting !== undefined || this.#preloads !== undefined) return;
    void Promise.resolve().then(() => process.nextTick(() => this.#send()));
  }

  /**
   * Runs work that changes rows while nothing is read: a collection that was read before the work committed and filled
   * after it would show what is no longer so. What is asked for meanwhile is sent once the work is done.
   */
  async runAlone<R>(work: () => Promise<R>): Promise<R> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held = promise;
    try {
      if (this.#underWay > 0)
        await new Promise<void>((becomeIdle) => (this.#becomeIdle = becomeIdle));
      return await work();
    } finally {
      this.#held = undefined;
      resolve();
    }
  }

  #send(): void {
    if (this.#held !== undefined) {
      void this.#held.then(() => this.#send());
      return;
    }
    const preloads = [...(this.#preloads?.values() ?? [])];
    const ahead = this.#planAhead(preloads);
    if (ahead === undefined) for (const preload of preloads) preload.giveUp(this.#loader);
    const batches = this.#take(ahead?.of);
    if (ahead !== undefined) void this.#sendAhead(ahead);
    const dealt = this.#dispatchBatches(batches);
    if (ahead !== undefined || preloads.length === 0) return;
    void dealt.then(() => {
      for (const preload of preloads) preload.dealt();
    });
  }

  /** What is waiting, but for what goes ahead; what is asked for from here on is another dispatch. */
  #take(ahead: Preload | Batch | undefined): Batch[] {
    const batches = [...(this.#full ?? []), ...(this.#waiting?.values() ?? [])];
    this.#full = undefined;
    this.#waiting = undefined;
    this.#preloads = undefined;
    return ahead === undefined ? batches : batches.filter((batch) => batch !== ahead);
  }

  /**
   * What goes as one pipeline: the only populate, or the only find with a hint, of the tick. Hints that differ may share
   * members, and a member is one statement for all who ask for it in a tick.
   */
  #planAhead(preloads: ReadonlyArray<Preload>): Ahead | undefined {
    const hinted = this.#hinted();
    const [of = hinted?.[0]] = preloads;
    const { executor } = this.#session;
    if (of === undefined || preloads.length + (hinted?.length ?? 0) > 1) return undefined;
    if (executor.isPipelined !== true && this.#loader.needsTransaction) return undefined;
    const steps = of.plan?.();
    const isAsked = (key: unknown): boolean => this.#waiting?.has(key) === true;
    if (steps === undefined || steps.some(({ batchKeys }) => batchKeys.some(isAsked)))
      return undefined;
    const send = (): Promise<void> => {
      const statements = steps.map(({ statement }) => statement);
      this.stats.count(statements, [of instanceof Preload ? 1 : of.requests]);
      return of instanceof Preload ? of.send(executor, steps) : this.#sendFind(of, executor, steps);
    };
    return { of, send };
  }

  /** The finds that wait with a hint; `undefined` for none. */
  #hinted(): Batch[] | undefined {
    let hinted: Batch[] | undefined;
    for (const batches of [this.#full ?? [], this.#waiting?.values() ?? []])
      for (const batch of batches) if (batch.isHinted === true) (hinted ??= []).push(batch);
    return hinted;
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

  async #sendAhead(ahead: Ahead): Promise<void> {
    this.#underWay++;
    await ahead.send();
    this.#end();
  }

  async #dispatchBatches(batches: ReadonlyArray<Batch>): Promise<void> {
    if (batches.length === 0) return;
    this.#underWay++;
    try {
      const statements = batches.map((batch) => batch.statement());
      this.stats.count(
        statements,
        batches.map(({ requests }) => requests),
      );
      const signal = batches.length === 1 ? batches[0]!.signal : undefined;
      const { executor } = this.#session;
      const outcomes = await executor.execute(statements, { isUnordered: true, signal });
      for (let at = 0; at < batches.length; at++) settle(batches[at]!, outcomes[at]!);
    } catch (error) {
      for (const batch of batches) batch.settle.reject(CallSite.share(error));
    }
    this.#end();
  }

  #end(): void {
    if (--this.#underWay === 0) this.#becomeIdle?.();
  }
}

/** An answer that cannot be dealt (too many entities) fails its own batch, not the others of the tick. */
function settle(batch: Batch, { result, error }: Outcome): void {
  if (error !== undefined) return batch.settle.reject(CallSite.share(error));
  try {
    batch.deal(result);
    batch.settle.resolve();
  } catch (thrown) {
    batch.settle.reject(CallSite.share(thrown));
  }
}
