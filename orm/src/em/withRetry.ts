// Repeats a whole unit of work when the database asks for that: with a fresh entity manager, since what the last one knows is of a
// transaction that never was.
import { setTimeout as delay } from "node:timers/promises";
import { AbortError } from "../errors/AbortError.ts";
import { DeadlockError } from "../errors/DeadlockError.ts";
import { LockNotAvailableError } from "../errors/LockNotAvailableError.ts";
import { LockTimeoutError } from "../errors/LockTimeoutError.ts";
import { OptimisticLockError } from "../errors/OptimisticLockError.ts";
import { SerializationError } from "../errors/SerializationError.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";
import type { RetryOptions, RetryReason } from "../types/RetryOptions.ts";
import type { TransactionOpts } from "../types/TransactionOpts.ts";

/** What is needed of an application's own entity manager. */
interface Retried {
  transaction<R>(fn: () => MaybePromise<R>, options: TransactionOpts): Promise<R>;
  flush(): Promise<unknown>;
  close(): void;
}

type Attempted = Error & { attempts?: number };

const causes: Readonly<Record<RetryReason, ReadonlyArray<new (...args: never[]) => Error>>> = {
  serialization: [SerializationError],
  deadlock: [DeadlockError],
  oplock: [OptimisticLockError],
  lockTimeout: [LockTimeoutError, LockNotAvailableError],
};

/**
 * Runs `fn` with a new entity manager in a transaction, flush and COMMIT included, and repeats all of it when the server refused it for what
 * others did at the same time. Entities of an attempt that failed are of no use afterwards. What `fn` does beside the database is done
 * again as well.
 * @example
 * const order = await withRetry(() => newEm(ctx), async (em) => {
 *   const stock = await em.load(Stock, id, [], { lock: "forNoKeyUpdate" });
 *   stock.left -= 1;
 *   return em.create(Order, { stock });
 * }, { isolation: "serializable" });
 * @throws the error of the last attempt, with `attempts`; AbortError (`ABORTED`)
 */
export async function withRetry<M extends Retried, R>(
  newEm: () => M,
  fn: (em: M, attempt: number) => MaybePromise<R>,
  options: RetryOptions = {},
): Promise<R> {
  const { retries = 4, on = ["serialization", "deadlock"], onRetry, signal } = options;
  const reasons = on.flatMap((reason) => causes[reason]);
  for (let attempt = 1; ; attempt++) {
    checkSignal(signal);
    const em = newEm();
    try {
      return await attemptOnce(em, (own) => fn(own, attempt), options);
    } catch (error) {
      em.close();
      if (!(error instanceof Error)) throw error;
      if (Object.isExtensible(error)) (error as Attempted).attempts = attempt;
      if (attempt > retries || !reasons.some((reason) => error instanceof reason)) throw error;
      onRetry?.(error, attempt);
      await pause(attempt, options);
    }
  }
}

async function attemptOnce<M extends Retried, R>(
  em: M,
  fn: (em: M) => MaybePromise<R>,
  { transaction = true, ...options }: RetryOptions,
): Promise<R> {
  if (!transaction) {
    const result = await fn(em);
    await em.flush();
    return result;
  }
  const { isolation, readOnly, deferrable, statementTimeout, lockTimeout, idleTimeout, settings } =
    options;
  const given = {
    isolation,
    readOnly,
    deferrable,
    statementTimeout,
    lockTimeout,
    idleTimeout,
    settings,
  };
  const asked = Object.entries(given).filter(([, value]) => value !== undefined);
  return await em.transaction(() => fn(em), Object.fromEntries(asked));
}

/** The random part keeps those who met once from meeting again. */
async function pause(
  attempt: number,
  { minDelay = 10, maxDelay = 1000, signal }: RetryOptions,
): Promise<void> {
  const longest = Math.min(maxDelay, minDelay * 2 ** (attempt - 1));
  try {
    await delay(longest * (0.5 + Math.random() / 2), undefined, { signal });
  } catch {
    checkSignal(signal);
  }
}

function checkSignal(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new AbortError({ operation: "retry", cause: signal.reason });
}
