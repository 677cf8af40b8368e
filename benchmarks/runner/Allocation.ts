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

  /** Ends it and resolves to the bytes. */
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
