// Loaded into the server of a soak before the application: tells what is in memory when it is asked. It changes nothing.
import { queryObjects } from "node:v8";
import { EntityManager } from "kingpost";
import { Pool } from "pg";

/** What is there after a full collection. */
export interface Measurement {
  /** Bytes of the heap and of the buffers beside it. */
  readonly bytes: number;
  /** Entity managers that something still leads to. */
  readonly managers: number;
  readonly connections: number;
  /** Of these, the ones that nobody holds; and who waits for one. */
  readonly idle: number;
  readonly waiting: number;
}

/** All that were ever asked for a connection. */
const pools = new Set<Pool>();
const { connect } = Pool.prototype as unknown as { connect: (...args: unknown[]) => unknown };
Object.assign(Pool.prototype, {
  connect(this: Pool, ...args: unknown[]): unknown {
    pools.add(this);
    return Reflect.apply(connect, this, args);
  },
});

/** From the first request on the domain keeps one that does nothing (`keepSpecimens`). */
const specimens = 1;
let atFirst: number | undefined;

process.on("message", (message) => {
  if (message !== "measure") return;
  for (let n = 0; n < 2; n++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  const all = [...pools];
  const sum = (of: (pool: Pool) => number): number =>
    all.reduce((total, pool) => total + of(pool), 0);
  // Prototypes of subclasses are of the class as well: before the first request nothing else is there.
  const alive = queryObjects(EntityManager, { format: "count" });
  atFirst ??= alive;
  const measurement: Measurement = {
    bytes: heapUsed + external,
    managers: Math.max(0, alive - atFirst - specimens),
    connections: sum(({ totalCount }) => totalCount),
    idle: sum(({ idleCount }) => idleCount),
    waiting: sum(({ waitingCount }) => waitingCount),
  };
  process.send?.(measurement);
});
// Whoever started the soak is gone: so is the server.
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
// Listening for messages must not keep a server alive that is to end.
process.channel?.unref();
