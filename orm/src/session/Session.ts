// The parts of one unit of work, as everything below the entity manager sees them.
import type { Connection, Executor } from "../driver/Driver.ts";
import type { LazySet } from "../kit/LazySet.ts";
import type { Domain } from "../schema/Domain.ts";
import type { Cell } from "../sql/Statement.ts";
import type { Em } from "../types/Em.ts";
import type { FlushResult } from "../types/FlushResult.ts";
import type { LookAhead } from "../types/LookAhead.ts";
import type { PreloadPlugin } from "../types/PreloadPlugin.ts";
import type { Adoptables } from "./Adoptables.ts";
import type { Attempt } from "./Attempt.ts";
import type { EmEvents } from "./EmEvents.ts";
import type { EntityState } from "./EntityState.ts";
import type { EnumRows } from "./EnumRows.ts";
import type { IdentityMap } from "./IdentityMap.ts";
import type { JoinRows } from "./JoinRows.ts";
import type { KeptChanges } from "./KeptChanges.ts";
import type { Links } from "./Links.ts";
import type { Merges } from "./Merges.ts";
import type { Notification } from "./Notification.ts";
import type { Plugins } from "./Plugins.ts";
import type { LoadableRelation, Ports } from "./ports.ts";
import type { RuleContext } from "./RuleContext.ts";
import type { SoftDeletes } from "./SoftDeletes.ts";
import type { TransactionHooks } from "./TransactionHooks.ts";
import type { UnknownCommit } from "./UnknownCommit.ts";
import type { WriteGuard } from "./WriteGuard.ts";

export interface Session {
  readonly em: Em;
  readonly domain: Domain;
  readonly ports: Ports;
  readonly identityMap: IdentityMap;
  /** What reads run on: the driver, or the connection of an open transaction. */
  executor: Executor;
  /** The connection of an open transaction, a flush's own or that of `em.transaction`. */
  connection: Connection | undefined;
  /** New entities that were not flushed, in the order of their creation. */
  readonly created: LazySet<EntityState>;
  /** Persisted entities with changed fields. */
  readonly dirty: LazySet<EntityState>;
  /** Those of them that are to be written whether a field changes or not. */
  readonly touched: LazySet<EntityState>;
  /** Persisted entities that the next flush deletes. */
  readonly deleted: LazySet<EntityState>;
  /** New entities that were deleted: never written, but what points at them must let go before the next flush. */
  readonly discarded: LazySet<EntityState>;
  /** What was softly deleted and restored since the last flush. */
  readonly softDeletes: SoftDeletes;
  /** What merges have moved, and what the flush is to move for them. */
  readonly merges: Merges;
  /** New entities that take over rows of others. */
  readonly adoptables: Adoptables;
  /** Rows of join tables to be added and removed. */
  readonly joinRows: JoinRows;
  /** Rows of join tables to enums to be added and removed. */
  readonly enumRows: EnumRows;
  /** What the next flush tells those who listen to the database; most ems have nothing to tell. */
  notifications: Notification[] | undefined;
  /** Children by the parents they were pointed at. */
  readonly links: Links;
  /** Collections that were set without being loaded; the next load or flush finds out what that removes. */
  readonly unresolvedSets: LazySet<LoadableRelation>;
  /** Counts up with every change that a relation could show; what was computed at an earlier count is computed anew. */
  revision: number;
  /** Counts up with every change of any column. */
  changes: number;
  /** When what is made now is made: one instant for all that is made without waiting in between. */
  instant: Date | undefined;
  /** Counts flushes that wrote; what was worked out from the database before one may not be so after it. */
  flushes: number;
  /** What the last flush wrote. */
  lastFlush: FlushResult | undefined;
  /** What clients say they have seen of entities: the next flush compares it with the rows, in place of what was loaded. */
  expectedTokens: ReadonlyMap<EntityState, Cell> | undefined;
  /** A transaction of which nobody knows whether it was committed: until that is known, nothing more is written. */
  unknownCommit: UnknownCommit | undefined;
  /** What is called at the borders of its transactions. */
  readonly hooks: TransactionHooks;
  /** Who listens to the em and to its entities. */
  readonly events: EmEvents;
  /** Takes down what is changed, while that may have to be taken back. */
  attempt: Attempt | undefined;
  /** What was written of the entities of a flush, while the hooks that follow its COMMIT run. */
  keptChanges: ReadonlyMap<EntityState, KeptChanges> | undefined;
  readonly writeGuard: WriteGuard;
  readonly plugins: Plugins;
  /** How hints are loaded ahead, when somebody has said so. */
  readonly preloadPlugin: PreloadPlugin | undefined;
  /** By what it learns what to load ahead, when somebody wants that. */
  readonly lookAhead: LookAhead | undefined;
  readonly ruleContext: RuleContext;
}
