// One contestant at one work item, inside the contestant's own process: every piece of work is verified, some are timed.
import { setImmediate as nextTurn } from "node:timers/promises";
import { Client } from "pg";
import { Bench } from "tinybench";
import type { Reader, Workbench } from "../contestants/Contestant.ts";
import { roster, type WorkEntry } from "../contestants/roster.ts";
import { Fixture } from "../fixtures/Fixture.ts";
import { isMeasurable, type Sizes } from "../fixtures/Sizes.ts";
import { median } from "../report/ratioInterval.ts";
import { findWork, type Inputs } from "../scenarios/findScenario.ts";
import type { Scenario, WorkItem } from "../scenarios/Scenario.ts";
import { Allocation } from "./Allocation.ts";
import { BenchmarkError } from "./BenchmarkError.ts";
import { memoryInUse } from "./memoryInUse.ts";
import type { Block, Costs, Counts, Traffic, Weight } from "./messages.ts";
import { ServerClock } from "./ServerClock.ts";
import type { Wire } from "./Wire.ts";

/** What `Bout.open` is told. */
export interface BoutOptions {
  readonly item: WorkItem;
  readonly entry: string;
  readonly url: string;
  readonly sizes: Sizes;
}

/** How long a contestant works before it is timed, and how often at most where the database has to be put back each time. */
const warmUpMs = 2_000;
const mostWarmUps = 60;

/** How long the works of a block take together, at the least. */
const blockMs = 500;

/** Who takes longer than this for a piece of work has what the engine forgot again long before it is done. */
const longWorkMs = 1_000;

type AnyScenario = Pick<
  Scenario<unknown>,
  "warmUps" | "iterations" | "observe" | "reset" | "title"
> & {
  /** How many objects the result holds, when it is weighed. */
  readonly weighed: number | undefined;
  /** How long it works before it is timed, and in a block; 0 where it is not timed. */
  readonly warmUpMs: number;
  readonly blockMs: number;
};

/** A piece of work that was done, before its result is read. */
interface Worked {
  readonly reader: Reader;
  readonly startedAt: Date;
}

/** A contestant connected to its database, warm. */
export class Bout {
  readonly notes: ReadonlyArray<string>;
  readonly #scenario: AnyScenario;
  readonly #workbench: Workbench;
  readonly #database: Client;
  readonly #clock: ServerClock | undefined;
  readonly #expected: string;
  /** How long the last piece of work took. */
  #lastMs = 0;
  /** How often and how long it has worked before it is timed. */
  #warmUps = 0;
  #warmedUpMs = 0;

  private constructor(
    scenario: AnyScenario,
    workbench: Workbench,
    database: Client,
    clock: ServerClock | undefined,
    expected: string,
    notes: ReadonlyArray<string>,
  ) {
    this.#scenario = scenario;
    this.#workbench = workbench;
    this.#database = database;
    this.#clock = clock;
    this.#expected = expected;
    this.notes = notes;
  }

  /** Connects the contestant and the harness's own observer. */
  static async open({ item, entry, url, sizes }: BoutOptions): Promise<Bout> {
    const fixture = new Fixture(sizes);
    const scenario = findWork(item);
    const weighed = scenario.weighs?.(fixture);
    // A study measures something else, small tables are there to be right.
    const isTimed = scenario.study === undefined && isMeasurable(sizes);
    const durations = isTimed ? { warmUpMs, blockMs } : { warmUpMs: 0, blockMs: 0 };
    const { workbench, notes } = await openWorkbench(item, entry, url, fixture);
    const database = new Client({ connectionString: url });
    await database.connect();
    const clock = await ServerClock.open(database);
    await scenario.prepare?.(database);
    return new Bout(
      { ...scenario, weighed, ...durations },
      workbench,
      database,
      clock,
      scenario.expected(fixture),
      notes,
    );
  }

  /**
   * Counts what one piece of work sends and gets, after it has run once, so that what happens once per process is not counted; and
   * what it allocates and what its result holds in memory.
   */
  async count(wire: Wire): Promise<Costs> {
    await this.#work(() => this.#workbench.run());
    let counts: Counts = { statements: 0, roundTrips: 0, rows: 0 };
    let traffic: Traffic = { sentBytes: 0, receivedBytes: 0 };
    await this.#work(async () => {
      const stop = wire.count();
      const before = wire.total();
      try {
        return await this.#workbench.run();
      } finally {
        // The last answer may still be on its way: a COMMIT that nobody waits for.
        await nextTurn();
        counts = stop();
        const { sentBytes, receivedBytes } = wire.total();
        traffic = {
          sentBytes: sentBytes - before.sentBytes,
          receivedBytes: receivedBytes - before.receivedBytes,
        };
      }
    });
    return { ...counts, ...traffic, ...(await this.#holding()) };
  }

  /** Bytes that one piece of work allocates, and those that its result keeps from being collected, before any of its fields was read. */
  async #holding(attempts = 5): Promise<Pick<Costs, "allocatedBytes" | "heldBytes">> {
    const startedAt = new Date();
    const before = await memoryInUse(1);
    const allocation = new Allocation();
    const reader = await this.#workbench.run();
    const allocatedBytes = allocation.stop();
    const after = await memoryInUse(1);
    await this.#verify(reader, startedAt);
    if (allocatedBytes === 0 && attempts > 1) return await this.#holding(attempts - 1);
    const held = after.heap + after.buffers - before.heap - before.buffers;
    return { allocatedBytes, heldBytes: Math.max(0, Math.round(held)) };
  }

  /**
   * Works until the engine has compiled what there is to compile: the scenario's number of times, those that were counted among them, and as often as
   * it takes to have worked for a while, which is the same for everybody. Two times of 20 ms are no warm-up, two of 5 s are.
   */
  async warmUp(): Promise<void> {
    const { warmUps, reset, warmUpMs: longest } = this.#scenario;
    const most = reset === undefined ? Infinity : mostWarmUps;
    // Small tables are not there to be timed; who takes seconds for a work is warm before it has done so many.
    const isWarm = (): boolean => this.#warmUps >= warmUps || this.#warmedUpMs >= longest * 3;
    while (!isWarm() || (this.#warmedUpMs < longest && this.#warmUps < most)) {
      // What changes nothing is compared as often as the scenario says: comparing takes longer than many a piece of work.
      if (this.#warmUps < warmUps || reset !== undefined)
        await this.#work(() => this.#workbench.run());
      else await this.#timed(() => this.#workbench.run());
    }
  }

  /**
   * Times one block. Garbage is collected before it. A full collection also throws away what the engine had learnt about
   * objects that are gone, so one piece of work goes untimed first: contestants are measured as they run, not as they start.
   *
   * Reading items work over and over for a while, as a server does, and the block's figure is the mean: everybody pays for the
   * garbage that its own works leave, in proportion. Reading and comparing after each work would leave more garbage than the works
   * themselves, which the engine would then collect in the middle of the next one.
   */
  async block(): Promise<Block> {
    globalThis.gc?.();
    if (this.#lastMs < longWorkMs) await this.#work(() => this.#workbench.run());
    const times = await (this.#scenario.reset === undefined
      ? this.#workOn()
      : this.#workOneByOne());
    this.#lastMs = times.workMs;
    const { weighed } = this.#scenario;
    return weighed === undefined ? times : { ...times, weight: await this.#weigh(weighed) };
  }

  /** One piece of work after the other; the result of the last one is read and compared. */
  async #workOn(): Promise<Block> {
    let last: Worked | undefined;
    const { samples, cpus, server } = await this.#measure(this.#scenario.blockMs, (worked) => {
      last = worked;
    });
    const readMs = last === undefined ? 0 : await this.#verify(last.reader, last.startedAt);
    return { workMs: mean(samples), cpuMs: mean(cpus), readMs, ...server };
  }

  /** Each result is compared, and the database put back, before the next piece of work. */
  async #workOneByOne(): Promise<Block> {
    const reads: Array<number> = [];
    const { samples, cpus, server } = await this.#measure(0, async ({ reader, startedAt }) => {
      reads.push(await this.#verify(reader, startedAt));
    });
    return {
      workMs: median(samples),
      cpuMs: median(cpus),
      readMs: median(reads),
      ...server,
    };
  }

  /** Works for as long as is said, and as often as the scenario says at least; `afterEach` is not timed. */
  async #measure(
    time: number,
    afterEach: (worked: Worked) => Promise<void> | void,
  ): Promise<{
    readonly samples: ReadonlyArray<number>;
    readonly cpus: ReadonlyArray<number>;
    readonly server: Pick<Block, "serverMs">;
  }> {
    const { title } = this.#scenario;
    // Who fills the block with fewer works does fewer: there are rounds enough, and everybody waits.
    const filling = Math.ceil(blockMs / Math.max(this.#lastMs, 1));
    const iterations = Math.min(this.#scenario.iterations, filling);
    const cpus: Array<number> = [];
    let worked: Worked | undefined;
    let failure: unknown;
    const bench = new Bench({ time, iterations, warmup: false, retainSamples: true, throws: true });
    const work = async (): Promise<void> => {
      const startedAt = new Date();
      const before = process.cpuUsage();
      const reader = await this.#workbench.run();
      const { user, system } = process.cpuUsage(before);
      cpus.push((user + system) / 1_000);
      worked = { reader, startedAt };
    };
    bench.add(title, work, {
      async: true,
      afterEach: async () => {
        if (worked === undefined || failure !== undefined) return;
        try {
          await afterEach(worked);
        } catch (error) {
          failure = error;
        }
      },
    });
    await this.#clock?.start();
    const [task] = await bench.run();
    const serverMs = await this.#clock?.read();
    if (failure !== undefined) throw failure;
    const samples = task?.result.state === "completed" ? task.result.latency.samples : undefined;
    if (samples === undefined)
      throw new BenchmarkError("CONTESTANT_FAILED", "the block has no samples");
    const server = serverMs === undefined ? {} : { serverMs: serverMs / samples.length };
    return { samples, cpus, server };
  }

  /** Does the work once more and reads what memory it holds, by the number of its objects. */
  async #weigh(count: number): Promise<Weight> {
    const startedAt = new Date();
    const before = await memoryInUse();
    const reader = await this.#workbench.run();
    const after = await memoryInUse();
    await this.#verify(reader, startedAt);
    const afterReading = await memoryInUse();
    // The result must not be collected before it was weighed for the last time.
    reader();
    return {
      heap: (after.heap - before.heap) / count,
      buffers: (after.buffers - before.buffers) / count,
      heapAfterReading: (afterReading.heap - before.heap) / count,
      buffersAfterReading: (afterReading.buffers - before.buffers) / count,
    };
  }

  async close(): Promise<void> {
    await this.#workbench.close();
    await this.#database.end();
  }

  async #work(run: () => Promise<Reader>): Promise<void> {
    const startedAt = new Date();
    await this.#verify(await this.#timed(run), startedAt);
  }

  async #timed(run: () => Promise<Reader>): Promise<Reader> {
    const start = performance.now();
    const reader = await run();
    this.#lastMs = performance.now() - start;
    this.#warmUps++;
    this.#warmedUpMs += this.#lastMs;
    return reader;
  }

  /** Reads the result, compares, and puts the database back; resolves to the milliseconds that reading took. */
  async #verify(reader: Reader, startedAt: Date): Promise<number> {
    const start = performance.now();
    const reading = reader();
    const readMs = performance.now() - start;
    const database = this.#database;
    const observed = await this.#scenario.observe({ reading, database, startedAt });
    if (observed !== this.#expected)
      throw new BenchmarkError("MISMATCH", `expected ${this.#expected}, but got ${observed}`);
    await this.#scenario.reset?.(database);
    return readMs;
  }
}

async function openWorkbench<K extends WorkItem>(
  item: K,
  name: string,
  url: string,
  fixture: Fixture,
): Promise<{ readonly workbench: Workbench; readonly notes: ReadonlyArray<string> }> {
  const entry: WorkEntry | undefined = roster[name];
  const load: WorkEntry[K] | undefined = entry?.[item];
  if (load === undefined)
    throw new BenchmarkError("CONTESTANT_FAILED", `${name} does not take part in ${item}`);
  const contestant = await load();
  const input: Inputs[K] = findWork(item).input(fixture);
  return { workbench: await contestant.open(url, input), notes: contestant.notes };
}

function mean(values: ReadonlyArray<number>): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
