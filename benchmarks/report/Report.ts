// The report of a run, as `--json` writes it.
import type { ServerFacts } from "../fixtures/openClones.ts";
import type { Sizes } from "../fixtures/Sizes.ts";
import type { Block, Latency, Weight } from "../runner/messages.ts";
import type { Item } from "../scenarios/Scenario.ts";
import type { RatioInterval } from "./ratioInterval.ts";

/** One figure: a contestant at an item. */
export interface Figure {
  readonly item: Item;
  readonly contestant: string;
  /** In the unit of the scenario where it has one of its own. */
  readonly medianMs: number;
  /** Time of the contestant by time of hand-written `pg` in the same round. */
  readonly ratio: RatioInterval;
  readonly statements: number;
  readonly roundTrips: number;
  readonly rows: number;
  /** Through the contestant's connections, the protocol included. */
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** What one piece of work allocates in the heap, whatever becomes of it. */
  readonly allocatedBytes: number;
  /** What the result of one piece of work holds in memory, before any field was read. */
  readonly heldBytes: number;
  /** Processor time of the contestant's process. */
  readonly cpuMs: number;
  /** Reading every field of the result afterwards, which is not in `medianMs`. */
  readonly readMs: number;
  /** What planning and executing took by the server's own account; absent where it keeps none (`server.noServerTime`). */
  readonly serverMs?: number;
  /** Medians over rounds; only where the scenario weighs its result. */
  readonly weight?: Weight;
  /** What a study found out besides, by its name: medians over rounds. */
  readonly facts?: Readonly<Record<string, number>>;
  /** Medians over rounds; only for requests over HTTP. */
  readonly latency?: Latency;
  /** What the reader should know, in full sentences. */
  readonly notes: ReadonlyArray<string>;
  /** One block per round, in the order of the rounds. */
  readonly blocks: ReadonlyArray<Block>;
}

/** A contestant that has no figure, and why. */
export interface Voided {
  readonly item: Item;
  readonly contestant: string;
  readonly code: "CONTESTANT_FAILED" | "MISMATCH";
  readonly reason: string;
}

export interface Report {
  readonly results: ReadonlyArray<Figure>;
  readonly curves: ReadonlyArray<Curve>;
  readonly voided: ReadonlyArray<Voided>;
  /** `pg` by `pg`: ratios within this interval say nothing. */
  readonly noiseFloor: ReadonlyArray<{ readonly item: Item; readonly ratio: RatioInterval }>;
  /** Contestants that could not be installed, and why. */
  readonly absent: ReadonlyArray<{ readonly contestant: string; readonly reason: string }>;
  /** What a round trip to the server took through the proxies of `--rtt`; 0 when there are none. */
  readonly roundTripMs: number;
  /** False for `--quick`: its figures are too small to mean anything. */
  readonly isMeasurement: boolean;
  readonly rounds: number;
  readonly sizes: Sizes;
  readonly seed: number;
  readonly startedAt: string;
  readonly machine: Machine;
  readonly versions: Readonly<Record<string, string>>;
  readonly server: ServerFacts;
  /** Absent where there is no `.git`. */
  readonly commit?: string;
  /** Load averages over 1, 5 and 15 minutes, before and after. */
  readonly load: { readonly before: ReadonlyArray<number>; readonly after: ReadonlyArray<number> };
}

/** How a cost changes with something else: with the number of rows, with the distance of the server. */
export interface Curve {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** What grows in even steps on paper: the number itself, or its digits. */
  readonly xScale: "linear" | "log";
  readonly points: ReadonlyArray<{
    readonly contestant: string;
    readonly x: number;
    readonly y: number;
  }>;
}

export interface Machine {
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
}
