// How much of the processor a piece of work takes, and how that grows. Times say nothing here, growth does.

/** Milliseconds of the process, the least of several runs; each has its own start, which is not counted. */
export async function cpuOf<S>(
  runs: number,
  start: () => Promise<S>,
  work: (started: S) => Promise<unknown>,
): Promise<number> {
  let least = Infinity;
  for (let n = 0; n < runs; n++) {
    const started = await start();
    const before = process.cpuUsage();
    await work(started);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}
