// One flush: what it found to do and what it has done so far. Everything that belongs to a flush stands here, so that one
// that fails leaves nothing behind but the entities as they were.
import type { Connection, Driver, Result } from "../driver/Driver.ts";
import type { Loader } from "../loading/Loader.ts";
import type { RuleCall } from "../rules/Validation.ts";
import type { CascadeField } from "../schema/Field.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Session } from "../session/Session.ts";
import type { FlushOptions } from "../types/FlushOptions.ts";
import type { FlushResult } from "../types/FlushResult.ts";
import { WritePlan } from "./WritePlan.ts";

export class FlushRun {
  readonly session: Session;
  readonly driver: Driver;
  readonly loader: Loader;
  /** The instant of this flush, as every `updated_at` of it is set. */
  readonly now: Date;
  /** The round of `preparing` that is on, from 1. */
  round = 0;
  /** Hooks or defaults ran in this round, so something may have come up that needs another. */
  hasNews = false;
  /** New and changed entities whose hooks were called, since each is called once in a flush. */
  readonly hooked: Set<EntityState> = new Set();
  /** Deleted entities that nothing points at any more. */
  readonly letGo: Set<EntityState> = new Set();
  /** Deleted entities whose cascades were followed. */
  readonly cascaded: Set<EntityState> = new Set();
  /** The members of large collections of deleted entities, which keep none themselves. */
  readonly largeMembers: Map<EntityState, Map<CascadeField, ReadonlyArray<EntityState>>> =
    new Map();
  /** Drops what was remembered of the database: it may not be so after the writes. */
  readonly forget: () => void;
  /** Of the transaction that this flush writes in, when it does not end with the writes. */
  connection: Connection | undefined;
  plan: WritePlan = new WritePlan([]);
  /** The writes have left; if nothing is settled afterwards, they were rolled back, or nobody knows. */
  isSent = false;
  /** The answers to the plan's writes, in their order. */
  results: ReadonlyArray<Result> = [];
  /** No rule is asked. */
  readonly skipsValidation: boolean;
  /** What is asked before COMMIT of the rules with hints. */
  commitRuleCalls: ReadonlyArray<RuleCall> = [];
  written: FlushResult = { created: [], updated: [], deleted: [], joinRows: [] };
  /** The entities are as the database has them. */
  isSettled = false;

  constructor(
    session: Session,
    driver: Driver,
    loader: Loader,
    now: Date,
    forget: () => void = () => undefined,
    { skipValidation = false }: FlushOptions = {},
  ) {
    this.skipsValidation = skipValidation;
    this.session = session;
    this.driver = driver;
    this.loader = loader;
    this.now = now;
    this.forget = forget;
  }

  /** Everything is sent and rolled back: the em is in the mode `in-memory-writes`. */
  get isRehearsal(): boolean {
    return this.session.writeGuard.mode === "in-memory-writes";
  }

  get created(): ReadonlyArray<EntityState> {
    return [...this.session.created];
  }

  get updated(): ReadonlyArray<EntityState> {
    return [...this.session.dirty];
  }

  get deleted(): ReadonlyArray<EntityState> {
    return [...this.session.deleted];
  }

  get hasChanges(): boolean {
    const { created, dirty, deleted, joinRows, enumRows } = this.session;
    return (
      created.size + dirty.size + deleted.size > 0 ||
      joinRows.pending.length + enumRows.pending.length > 0
    );
  }
}
