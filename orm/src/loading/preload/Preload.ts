// A populate that waits for the tick's dispatch, to be sent as one pipeline with all that ask for the same.
import type { HintTree } from "../../hints/HintTree.ts";
import { kindOf } from "../../relations/members/kindOf.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { MapKey } from "../../schema/keys.ts";
import type { LoadableMember } from "../../schema/LoadableMember.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { Session } from "../../session/Session.ts";
import type { Batch } from "../Batch.ts";
import type { Ahead } from "./Ahead.ts";
import { planPreload } from "./planPreload.ts";
import type { PreloadStep } from "./PreloadStep.ts";
import type { Restrictions } from "./Restrictions.ts";

/** What asks for the first level in the tick's batches. */
export interface FirstLevel {
  /** Whether what goes ahead has to be a transaction of its own. */
  readonly needsTransaction: boolean;
  byKey(meta: EntityMeta, key: MapKey): Promise<void>;
}

export class Preload implements Ahead {
  readonly #session: Session;
  readonly #meta: EntityMeta;
  readonly #tree: HintTree;
  readonly #restrictions: Restrictions;
  readonly #states = new Set<EntityState>();
  readonly #keys = new Set<MapKey>();
  readonly done: Promise<void>;
  readonly settle: Ahead["settle"];
  readonly requests: ReadonlyArray<number> = [1];
  readonly batches: ReadonlyArray<Batch> = [];

  constructor(session: Session, meta: EntityMeta, tree: HintTree, restrictions: Restrictions) {
    this.#session = session;
    this.#meta = meta;
    this.#tree = tree;
    this.#restrictions = restrictions;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.done = promise;
    this.settle = { resolve, reject };
    promise.catch(() => undefined);
  }

  add(states: ReadonlyArray<EntityState>, keys: ReadonlyArray<MapKey>): void {
    for (const state of states) this.#states.add(state);
    for (const key of keys) this.#keys.add(key);
  }

  /** What to send now that the tick is over; nothing where that cannot be said, which is the error of who waits. */
  plan(): ReadonlyArray<PreloadStep> | undefined {
    const root = { meta: this.#meta, states: [...this.#states], keys: [...this.#keys] };
    try {
      return planPreload(
        { session: this.#session, restrictions: this.#restrictions },
        root,
        this.#tree,
      );
    } catch {
      // A plugin refuses what nobody asked about when this was made: level by level says so to whoever waits.
      return undefined;
    }
  }

  /**
   * Goes level by level: asks for the first level in the tick's batches, together with everybody else who does. Those who wait
   * go on once these are dealt.
   */
  giveUp(loader: FirstLevel): void {
    this.#restrictions.inContext(() => this.#askFirstLevel(loader));
  }

  #askFirstLevel(loader: FirstLevel): void {
    // Whoever waits asks again for what failed.
    for (const key of this.#keys) void loader.byKey(this.#meta, key).catch(() => undefined);
    const states = [...this.#states];
    if (states.length === 0) return;
    for (const member of this.#tree.membersOf(this.#meta).keys())
      // What a hand-written member loads is its own affair.
      if (member.kind !== "handWritten") void ask(states, member);
  }
}

/** Whoever waits asks again, and meets the error there: here it would stop all others of the tick. */
async function ask(states: ReadonlyArray<EntityState>, member: LoadableMember): Promise<void> {
  try {
    await kindOf(member).load(states, member, {});
  } catch {
    // A row that lacks the column, for one.
  }
}
