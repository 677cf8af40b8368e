// Collects what is asked for in one tick and sends it together: one statement per batch, all statements in one round trip.
import { Answer } from "../driver/Answer.ts";
import type { Executor, Outcome, Result } from "../driver/Driver.ts";
import { CallSite } from "../errors/CallSite.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Batch } from "./Batch.ts";
import { HintedFinds } from "./batches/HintedFinds.ts";
import { BatchStats } from "./BatchStats.ts";
import type { Foreseen } from "./lookAhead/Foreseen.ts";
import type { Foresight } from "./lookAhead/Foresight.ts";
import type { LeadingBatch } from "./lookAhead/LeadingBatch.ts";
import type { Ahead } from "./preload/Ahead.ts";
import { dealSteps } from "./preload/dealSteps.ts";
import { type Preload, type FirstLevel } from "./preload/Preload.ts";
import type { PreloadStep } from "./preload/PreloadStep.ts";
import { sendSteps } from "./preload/sendSteps.ts";

interface PlannedAhead {
  readonly ahead: Ahead;
  readonly steps: ReadonlyArray<PreloadStep>;
}

export class BatchQueue {
  readonly #loader: FirstLevel;
  /** Asked for its executor at each dispatch, since a transaction may have begun since the last. */
  readonly #session: { readonly executor: Executor };
  /** Looks ahead, when it is wanted. */
  readonly #foresight: Foresight | undefined;
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

  constructor(
    loader: FirstLevel,
    session: { readonly executor: Executor },
    foresight: Foresight | undefined,
  ) {
    this.#loader = loader;
    this.#session = session;
    this.#foresight = foresight;
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
    const foreseen = this.#foresight?.isOn === true ? this.#foresee(this.#foresight) : [];
    const planned = this.#planAhead(preloads, foreseen);
    const ahead = new Set<Ahead>(planned.map((plan) => plan.ahead));
    const late = preloads.filter((preload) => !ahead.has(preload));
    for (const preload of late) preload.giveUp(this.#loader);
    const batches = this.#take();
    if (planned.length > 0) {
      const taken = new Set(planned.flatMap((plan) => plan.ahead.batches));
      void this.#sendAhead(planned);
      this.#dealLate(
        late,
        batches.filter((batch) => !taken.has(batch)),
      );
    } else this.#dealLate(late, batches);
  }

  /** Answers what came ahead of being asked for; what may leave ahead with the rest. */
  #foresee(foresight: Foresight): Foreseen[] {
    const waiting = this.#waiting ?? new Map<unknown, Batch>();
    const leading = [...waiting].flatMap(([key, batch]) =>
      batch.leads === true && batch.signal?.aborted !== true
        ? [[key, batch as LeadingBatch] as const]
        : [],
    );
    // Before any of them is answered: what is in memory then need not be loaded.
    for (const [, batch] of leading) foresight.meet(batch);
    return leading.flatMap(([key, batch]) => {
      const given = foresight.take(key, batch);
      if (given === undefined) return foresight.foresee(batch) ?? [];
      waiting.delete(key);
      const { operation, rows } = given;
      this.stats.countGiven(operation, batch.requests);
      this.#settle(batch, { result: new Answer(rows, rows.length, "SELECT") });
      return [];
    });
  }

  /** What went level by level goes on once its first level is there. */
  #dealLate(late: ReadonlyArray<Preload>, batches: ReadonlyArray<Batch>): void {
    const dealt = this.#dispatchBatches(batches);
    if (late.length === 0) return;
    void dealt.then(() => {
      for (const preload of late) preload.settle.resolve();
    });
  }

  /** What is waiting; what is asked for from here on is another dispatch. */
  #take(): Batch[] {
    const batches = [...(this.#full ?? []), ...(this.#waiting?.values() ?? [])];
    this.#full = undefined;
    this.#waiting = undefined;
    this.#preloads = undefined;
    return batches;
  }

  /**
   * The populates and the finds with a hint of the tick that go as one pipeline. Hints that differ may share members, and a member
   * is one statement for all who ask for it in a tick: what has one in common goes level by level.
   */
  #planAhead(preloads: ReadonlyArray<Preload>, foreseen: ReadonlyArray<Foreseen>): PlannedAhead[] {
    const finds = HintedFinds.among([...(this.#full ?? []), ...(this.#waiting?.values() ?? [])]);
    if (preloads.length === 0 && finds === undefined && foreseen.length === 0) return [];
    const { executor } = this.#session;
    if (executor.isPipelined !== true && this.#loader.needsTransaction) return [];
    const all: Ahead[] = [...preloads, ...(finds ?? []), ...foreseen];
    const planned = all.flatMap((ahead): PlannedAhead[] => {
      const steps = ahead.plan();
      return steps === undefined ? [] : [{ ahead, steps }];
    });
    const keysOf = ({ steps }: PlannedAhead): Set<unknown> =>
      new Set(steps.flatMap(({ batchKeys }) => batchKeys));
    const asked = new Map<unknown, number>();
    for (const plan of planned)
      for (const key of keysOf(plan)) asked.set(key, (asked.get(key) ?? 0) + 1);
    const isAlone = (key: unknown): boolean =>
      asked.get(key) === 1 && this.#waiting?.has(key) !== true;
    return planned.flatMap((plan): PlannedAhead[] => {
      const { ahead } = plan;
      if (ahead.leave === undefined) return keysOf(plan).values().every(isAlone) ? [plan] : [];
      const steps = ahead.leave(plan.steps, isAlone);
      return steps === undefined ? [] : [{ ahead, steps }];
    });
  }

  async #sendAhead(planned: ReadonlyArray<PlannedAhead>): Promise<void> {
    this.#underWay++;
    for (const { ahead, steps } of planned)
      this.stats.count(
        steps.map(({ statement }) => statement),
        ahead.requests,
      );
    const all = planned.flatMap(({ steps }) => steps);
    // What others wait for as well is run to its end.
    const signal = planned.length === 1 ? planned[0]!.ahead.signal : undefined;
    const results = await sendSteps(this.#session.executor, all, signal);
    let at = 0;
    for (const { ahead, steps } of planned) {
      if (results !== undefined) dealAhead(ahead, steps, results.slice(at, (at += steps.length)));
      else if (ahead.batches.length > 0) {
        ahead.refuse?.();
        await this.#dispatchBatches(ahead.batches);
      }
      // Whoever waits asks for what is missing.
      else ahead.settle.resolve();
    }
    this.#end();
  }

  async #dispatchBatches(asked: ReadonlyArray<Batch>): Promise<void> {
    const batches = asked.filter((batch) => !isAbandoned(batch));
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
      for (let at = 0; at < batches.length; at++) this.#settle(batches[at]!, outcomes[at]!);
    } catch (error) {
      for (const batch of batches) batch.settle.reject(CallSite.share(error));
    }
    this.#end();
  }

  /** An answer that cannot be dealt (too many entities) fails its own batch, not the others of the tick. */
  #settle(batch: Batch, { result, error }: Outcome): void {
    if (error !== undefined) return batch.settle.reject(CallSite.share(error));
    try {
      const given = batch.deal(result);
      if (batch.leads === true)
        this.#foresight?.dealt(batch, given as unknown as ReadonlyArray<EntityState>);
      batch.settle.resolve();
    } catch (thrown) {
      batch.settle.reject(CallSite.share(thrown));
    }
  }

  #end(): void {
    if (--this.#underWay === 0) this.#becomeIdle?.();
  }
}

/** Nobody waits for it any more: who did has been told, and so nothing is sent. */
function isAbandoned({ signal, settle: waiting }: Batch): boolean {
  if (signal?.aborted !== true) return false;
  waiting.reject(signal.reason);
  return true;
}

function dealAhead(
  { settle: waiting }: Ahead,
  steps: ReadonlyArray<PreloadStep>,
  results: ReadonlyArray<Result>,
): void {
  try {
    dealSteps(steps, results);
    waiting.resolve();
  } catch (error) {
    waiting.reject(CallSite.share(error));
  }
}
