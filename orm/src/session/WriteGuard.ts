// Whether the entities of a session may be changed right now: not in an em that only reads, not once the em has let go of them,
// and while a flush runs by that flush only: by its own steps, and by the hooks and defaults that it waits for.
//
// Only the engine can tell whose code goes on after an `await`, so hooks run in an asynchronous context, which is made when the
// first hook runs. A flush without hooks has none. Code that is not called by promises, such as a callback of `pg`, may be
// in the context of another: it is refused.
import { AsyncLocalStorage } from "node:async_hooks";
import { DetachedEntityError } from "../errors/DetachedEntityError.ts";
import { ReadOnlyError } from "../errors/ReadOnlyError.ts";
import { ValidationWriteError } from "../errors/ValidationWriteError.ts";
import { WriteDuringFlushError } from "../errors/WriteDuringFlushError.ts";
import type { EntityManagerMode } from "../types/AnyEm.ts";
import type { Entity } from "../types/Entity.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";
import type { RuleContext } from "./RuleContext.ts";

/** One call of a hook or default; what it leaves running keeps it. */
interface HookCall {
  isAwaited: boolean;
}

export class WriteGuard {
  #mode: EntityManagerMode;
  readonly #rules: RuleContext | undefined;
  #state: "idle" | "flushing" | "detached" = "idle";
  /** The flush itself is changing entities, without waiting for anything. */
  #isOwn = false;
  #calls: AsyncLocalStorage<HookCall> | undefined;

  constructor(mode: EntityManagerMode = "writes", rules?: RuleContext) {
    this.#mode = mode;
    this.#rules = rules;
  }

  get mode(): EntityManagerMode {
    return this.#mode;
  }

  get isFlushing(): boolean {
    return this.#state === "flushing";
  }

  get isDetached(): boolean {
    return this.#state === "detached";
  }

  /**
   * @param entity what is about to be changed, when it is not a new one
   * @throws WriteDuringFlushError (`WRITE_DURING_FLUSH`), ValidationWriteError (`VALIDATION_WRITE`), ReadOnlyError (`READ_ONLY`), DetachedEntityError (`DETACHED`)
   */
  check(entity: Entity | undefined): void {
    if (this.#state === "detached")
      throw new DetachedEntityError({ entity: entity ?? "An entity" });
    if ((this.#state === "flushing" || this.#calls !== undefined) && !this.#isOwn)
      this.#checkCaller(entity);
    if (this.#mode === "read-only") throw new ReadOnlyError();
  }

  /** @throws WriteDuringFlushError (`WRITE_DURING_FLUSH`) */
  changeMode(mode: EntityManagerMode): void {
    if (this.isFlushing) throw new WriteDuringFlushError();
    this.#mode = mode;
  }

  /** A flush begins; from here on nobody else may change entities. @throws ReadOnlyError (`READ_ONLY`) */
  begin(): void {
    if (this.#mode === "read-only") throw new ReadOnlyError();
    this.#state = "flushing";
  }

  end(): void {
    this.#state = "idle";
  }

  /** Changes that are the library's own: those of a flush, and what earlier changes come to once something was loaded. */
  changeOwn<R>(change: () => R): R {
    const wasOwn = this.#isOwn;
    this.#isOwn = true;
    try {
      return change();
    } finally {
      this.#isOwn = wasOwn;
    }
  }

  /** Runs code of the application, which may change entities until what it returned has settled. */
  letWrite<R>(code: () => MaybePromise<R>): MaybePromise<R> {
    this.#calls ??= new AsyncLocalStorage();
    const call: HookCall = { isAwaited: true };
    const end = (): void => {
      call.isAwaited = false;
    };
    let isPromise = false;
    try {
      const result = this.#calls.run(call, code);
      isPromise = isThenable(result);
      return isPromise ? Promise.resolve(result).finally(end) : result;
    } finally {
      if (!isPromise) end();
    }
  }

  /** The em has let go of these entities for good. */
  detach(): void {
    this.#state = "detached";
  }

  #checkCaller(entity: Entity | undefined): void {
    if (this.#rules?.isInside === true)
      throw new ValidationWriteError({ entity: entity ?? "the unit of work" });
    const call = this.#calls?.getStore();
    if (call?.isAwaited === false) throw new WriteDuringFlushError({ isLate: true });
    if (call === undefined && this.#state === "flushing") throw new WriteDuringFlushError();
  }
}

/** Of any library's promises: a query builder may be one. */
function isThenable(value: unknown): boolean {
  return typeof (value as { readonly then?: unknown } | null | undefined)?.then === "function";
}
