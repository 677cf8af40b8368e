// One flush: what it found to do and what it has done so far. Everything that belongs to a flush stands here, so that one
// that fails leaves nothing behind but the entities as they were.
import type { Connection, Driver, Result } from "../driver/Driver.ts";
import { AbortError } from "../errors/AbortError.ts";
import { LazySet } from "../kit/LazySet.ts";
import type { Loader } from "../loading/Loader.ts";
import { ConfigApi } from "../rules/ConfigApi.ts";
import { hasHooks } from "../rules/hasHooks.ts";
import type { HookKind } from "../rules/Hook.ts";
import type { RuleCall } from "../rules/Validation.ts";
import type { CascadeField } from "../schema/Field.ts";
import type { WriteTodos } from "../schema/WriteTodos.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { KeptChanges } from "../session/KeptChanges.ts";
import type { Session } from "../session/Session.ts";
import type { FlushOptions } from "../types/FlushOptions.ts";
import type { FlushResult } from "../types/FlushResult.ts";
import type { KeyLevels } from "./keyLevels.ts";
import { MadeKeys } from "./MadeKeys.ts";
import type { OpenTransaction } from "./OpenTransaction.ts";
import type { Write } from "./Write.ts";
import { WritePlan } from "./WritePlan.ts";

export interface FlushSettings extends FlushOptions {
  /** Drops what was remembered of the database. */
  readonly forget: () => void;
  /** The transaction that is open. */
  readonly transaction: OpenTransaction | undefined;
  /** It may end with this flush. */
  readonly isLast?: boolean;
}

export class FlushRun {
  readonly session: Session;
  readonly driver: Driver;
  readonly loader: Loader;
  /** The instant of this flush, as every `updated_at` of it is set. */
  readonly now: Date;
  readonly options: FlushOptions;
  /** The round of `preparing` that is on, from 1. */
  round = 0;
  /** Hooks or defaults ran in this round, so something may have come up that needs another. */
  hasNews = false;
  /** New entities whose defaults were applied. */
  readonly defaulted: LazySet<EntityState> = new LazySet();
  /** What defaults threw for want of something of which rules tell better: thrown when all rules are content. */
  readonly heldBack: unknown[] = [];
  /** New and changed entities whose hooks were called, since each is called once in a flush. */
  readonly hooked: LazySet<EntityState> = new LazySet();
  /** Deleted entities that nothing points at any more. */
  readonly letGo: LazySet<EntityState> = new LazySet();
  /** Deleted entities whose cascades were followed. */
  readonly cascaded: LazySet<EntityState> = new LazySet();
  /** The members of large collections of deleted entities, which keep none themselves. */
  readonly largeMembers: Map<EntityState, Map<CascadeField, ReadonlyArray<EntityState>>> =
    new Map();
  /** Drops what was remembered of the database: it may not be so after the writes. */
  readonly forget: () => void;
  /** The transaction that was open when this flush began. */
  readonly transaction: OpenTransaction | undefined;
  /** Of the transaction that this flush writes in, when it is more than the writes. */
  connection: Connection | undefined;
  /** Nothing follows the writes in their transaction: COMMIT leaves with them. */
  isLast: boolean;
  /** Entities that were to be inserted and took over rows of others. */
  readonly adopted: EntityState[] = [];
  /** What plugins are told of the writes; only where one wants to know. */
  todos: WriteTodos | undefined;
  /** The rounds in which rows are inserted, where some wait for keys that the database makes. */
  keyLevels: KeyLevels | undefined;
  /** Keys that the database made. */
  readonly madeKeys: MadeKeys = new MadeKeys();
  plan: WritePlan = new WritePlan([]);
  /** What can be planned only when all before has been answered, one round after the other. */
  later: ReadonlyArray<() => ReadonlyArray<Write>> = [];
  /** The writes have left; if nothing is settled afterwards, they were rolled back, or nobody knows. */
  isSent = false;
  /** The answers to the plan's writes, in their order. */
  results: ReadonlyArray<Result> = [];
  /** What is asked before COMMIT of the rules with hints. */
  commitRuleCalls: ReadonlyArray<RuleCall> = [];
  /** Where the commit stands in the server's log. */
  lsn: string | undefined = undefined;
  written: FlushResult = { created: [], updated: [], deleted: [], joinRows: [], adopted: [] };
  /** What was written of each entity, where something runs after COMMIT that may ask. */
  kept: ReadonlyMap<EntityState, KeptChanges> | undefined = undefined;
  /** The entities are as the database has them. */
  isSettled = false;

  constructor(
    session: Session,
    driver: Driver,
    loader: Loader,
    now: Date,
    { forget, transaction, isLast = false, ...options }: FlushSettings,
  ) {
    this.session = session;
    this.driver = driver;
    this.loader = loader;
    this.now = now;
    this.options = options;
    this.forget = forget;
    this.transaction = transaction;
    this.isLast = isLast;
  }

  /** Whether anything that is written has hooks of a kind. */
  hasHooks(kind: HookKind): boolean {
    // Most domains have few hooks: what types there are is asked first, not each entity.
    const { identityMap } = this.session;
    if (!identityMap.hasType((meta) => ConfigApi.hooksOf(meta).has(kind))) return false;
    return [this.created, this.updated, this.deleted].some((states) => hasHooks(kind, states));
  }

  /** No rule is asked. */
  get skipsValidation(): boolean {
    return this.options.skipValidation === true;
  }

  /** @throws AbortError (`ABORTED`) */
  checkSignal(): void {
    const { signal } = this.options;
    if (signal?.aborted === true)
      throw new AbortError({ operation: "flush", cause: signal.reason });
  }

  /** Everything is sent and rolled back: the em is in the mode `in-memory-writes`. */
  get isRehearsal(): boolean {
    return this.session.writeGuard.mode === "in-memory-writes";
  }

  /** Everything that is written with its hooks, in the order of its kinds. */
  get concerned(): ReadonlyArray<EntityState> {
    return [...this.created, ...this.updated, ...this.deleted];
  }

  get created(): ReadonlyArray<EntityState> {
    return this.session.created.list;
  }

  get updated(): ReadonlyArray<EntityState> {
    return this.session.dirty.list;
  }

  get deleted(): ReadonlyArray<EntityState> {
    return this.session.deleted.list;
  }

  get hasChanges(): boolean {
    const { created, dirty, deleted, joinRows, enumRows, merges } = this.session;
    return (
      created.size + dirty.size + deleted.size > 0 ||
      joinRows.pending.length + enumRows.pending.length + merges.moves.length > 0 ||
      this.session.notifications !== undefined
    );
  }
}
