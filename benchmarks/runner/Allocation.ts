// How many bytes were allocated in the heap between two moments, whatever became of them: what is in use now less what was then, and
// what each garbage collection took away in between.
import { GCProfiler } from "node:v8";

export class Allocation {
  readonly #profiler = new GCProfiler();
  readonly #before: number;

  /** Begins to count. Observing costs something: never on during timed work. */
  constructor() {
    this.#profiler.start();
    this.#before = process.memoryUsage().heapUsed;
  }

  /**
   * Ends it and says how many bytes. Zero says that it cannot be told: what an earlier collection has left to be swept was given back meanwhile,
   * and was more.
   */
  stop(): number {
    const after = process.memoryUsage().heapUsed;
    const { statistics } = this.#profiler.stop();
    const taken = statistics.reduce(
      (sum, { beforeGC, afterGC }) =>
        sum + beforeGC.heapStatistics.usedHeapSize - afterGC.heapStatistics.usedHeapSize,
      0,
    );
    return Math.max(0, after - this.#before + taken);
  }
}
