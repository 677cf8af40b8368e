// What is known of an entity manager without knowing its domain.
import type { BatchCounts } from "./BatchCounts.ts";
import type { Entity } from "./Entity.ts";
import type { LookAheadCounts } from "./LookAhead.ts";
import type { PendingChange } from "./PendingChange.ts";

/**
 * What an em may do: everything; everything but commit, so that a flush only tries what it would write; or read.
 */
export type EntityManagerMode = "writes" | "in-memory-writes" | "read-only";

/** What is known of every entity manager, whatever the entities of its domain are. */
export interface AnyEm {
  /** The application's own object, given on construction; hooks, defaults and rules receive it. */
  readonly ctx: unknown;
  /** All entities in this em, in the order in which they came. */
  readonly entities: ReadonlyArray<Entity>;
  readonly numberOfEntities: number;
  readonly pendingChanges: ReadonlyArray<PendingChange>;
  /** How often each operation was asked for, in how many ticks it was sent and by how many statements; for tests. */
  readonly batchStats: Readonly<Record<string, BatchCounts>>;
  /** What this em sent ahead of being asked for, and whether that was of use; nothing without `lookAhead`. */
  readonly lookAheadCounts: LookAheadCounts;
  readonly isFlushing: boolean;
  /** Rows are being read again. */
  readonly isRefreshing: boolean;
  /** After `close()`; every other use of the em throws `ClosedError` then. */
  readonly isClosed: boolean;
  /** How many entities this em may hold. */
  readonly entityLimit: number;
  /** Settings of the server under which all its statements run, each in a transaction: a tenant, a role. */
  readonly settings: Readonly<Record<string, string>>;
  /** May be set at any time outside a flush. */
  mode: EntityManagerMode;
}
