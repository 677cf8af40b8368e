// What the harness and a contestant's process say to each other.
import type { Sizes } from "../fixtures/Sizes.ts";
import type { Item } from "../scenarios/Scenario.ts";

/** From the harness. */
export type Order =
  | {
      readonly kind: "open";
      readonly item: Item;
      /** The contestant's entry in the roster. */
      readonly entry: string;
      readonly url: string;
      readonly sizes: Sizes;
    }
  | { readonly kind: "block" }
  | { readonly kind: "close" };

/** One block: what a piece of work takes in it, in milliseconds. */
export interface Block {
  readonly workMs: number;
  /** Processor time of the contestant's process during the work. */
  readonly cpuMs: number;
  /** Reading every field of the result, after the work. */
  readonly readMs: number;
  /** Planning and executing by the server's own account, where it keeps one. */
  readonly serverMs?: number;
  /** Where the scenario weighs its result. */
  readonly weight?: Weight;
  /** What a study found out besides, by its name. */
  readonly facts?: Readonly<Record<string, number>>;
  /** Where the work is requests over HTTP. */
  readonly latency?: Latency;
}

/** How long a request takes: half of them no longer than that, 99 of 100 no longer than that. */
export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** What one piece of work sent to the database. */
export interface Counts {
  readonly statements: number;
  /** How often the client waited for the server; statements that left together count once. */
  readonly roundTrips: number;
  /** Rows that came back or were written, over all statements. */
  readonly rows: number;
}

/** Bytes over the connections of a process, the protocol included. */
export interface Traffic {
  readonly sentBytes: number;
  readonly receivedBytes: number;
}

/** What one piece of work costs besides time. */
export interface Costs extends Counts, Traffic {
  /** What it allocates in the heap, whatever becomes of it. */
  readonly allocatedBytes: number;
  /** What its result holds in memory, before any field was read. */
  readonly heldBytes: number;
}

/** Bytes per object of the result, after the work and after every field was read. */
export interface Weight {
  readonly heap: number;
  /** Outside of the heap: the memory of buffers. */
  readonly buffers: number;
  readonly heapAfterReading: number;
  readonly buffersAfterReading: number;
}

/** From a contestant's process, one for each order. */
export type Answer =
  | { readonly kind: "open"; readonly counts: Costs; readonly notes: ReadonlyArray<string> }
  | { readonly kind: "block"; readonly block: Block }
  | { readonly kind: "closed" }
  | {
      readonly kind: "failed";
      readonly code: "CONTESTANT_FAILED" | "MISMATCH";
      readonly reason: string;
    };
