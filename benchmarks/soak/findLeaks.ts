// The verdict on what a soak has left behind. Pure.
import type { Measurement } from "./probe.ts";
import type { Slope } from "./slopeOf.ts";

export interface Remains {
  /** Megabytes a minute, after the warm-up. */
  readonly growth: Slope;
  /** Entity managers alive at most, under the load of so many connections. */
  readonly mostManagers: number;
  readonly connections: number;
  /** The most connections that the server may have to its database. */
  readonly poolSize: number;
  /** When nothing is left to be done. */
  readonly after: Measurement;
  readonly connectionStates: Readonly<Record<string, number>>;
  readonly exitCode: number | null;
}

/** Megabytes a minute. */
export const growthBound = 1;

/** What grows, what is kept and what is left open; nothing where all is well. */
export function findLeaks(remains: Remains): ReadonlyArray<string> {
  const { growth, mostManagers, connections, poolSize, after, connectionStates, exitCode } =
    remains;
  const { connections: open, idle, waiting, managers } = after;
  const busy = Object.keys(connectionStates).filter((state) => state !== "idle");
  const found: ReadonlyArray<readonly [isFound: boolean, text: string]> = [
    // Growth that may be chance is none: in ten minutes the interval is narrow. Nor is there a verdict without a slope.
    [!(growth.low <= growthBound), `the heap grows by ${growth.slope.toFixed(2)} MB a minute`],
    // Each connection has one request, which may have a context for the page of an error; and some clients went away just now.
    [
      mostManagers > connections * 2 + 5,
      `${mostManagers} entity managers were alive for ${connections} connections`,
    ],
    [managers > 0, `${managers} entity managers are alive afterwards`],
    [
      open > poolSize || idle !== open || waiting > 0,
      `of ${open} connections ${idle} are idle, ${waiting} wait for one`,
    ],
    [busy.length > 0, `connections afterwards: ${JSON.stringify(connectionStates)}`],
    [exitCode !== 0, `the server ended with ${String(exitCode)}`],
  ];
  return found.flatMap(([isFound, text]) => (isFound ? [text] : []));
}
