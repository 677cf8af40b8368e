// What is in memory when everything that can be collected is gone.
import { setImmediate as nextTurn } from "node:timers/promises";

/** Bytes; buffers are freed a moment after the objects that held them. */
export async function memoryInUse(
  collections = 3,
): Promise<{ readonly heap: number; readonly buffers: number }> {
  for (let n = 0; n < collections; n++) {
    globalThis.gc?.();
    await nextTurn();
  }
  const { heapUsed, external } = process.memoryUsage();
  return { heap: heapUsed, buffers: external };
}
