// Runs a subscription: its source of events first, then what is selected of each event, with a unit of work of its own.
import {
  createSourceEventStream,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
} from "graphql";
import { NotFoundError } from "kingpost/errors";
import type { Subscriber } from "./Subscriber.ts";

type Results = AsyncGenerator<ExecutionResult, void, void>;

/** The subscriber is the `contextValue`. */
export async function subscribeEach(args: ExecutionArgs): Promise<Results | ExecutionResult> {
  const subscriber = args.contextValue as Subscriber;
  const source = await createSourceEventStream({ ...args, contextValue: subscriber.newContext() });
  if (Symbol.asyncIterator in source) return resultsOf(source, args, subscriber);
  subscriber.end();
  return source;
}

function resultsOf(
  source: AsyncIterable<unknown>,
  args: ExecutionArgs,
  subscriber: Subscriber,
): Results {
  const events = source[Symbol.asyncIterator]();
  const end = async (): Promise<IteratorReturnResult<void>> => {
    // First, so that nobody waits for an event any more.
    subscriber.end();
    await events.return?.();
    return { done: true, value: undefined };
  };
  // Not a generator function: one that waits for an event could not be ended before there is one.
  return {
    async next() {
      subscriber.endDelivery();
      for (;;) {
        const { value, done = false } = await events.next();
        if (done || subscriber.signal.aborted) return await end();
        subscriber.beginDelivery();
        const contextValue = subscriber.newContext();
        const result = await execute({ ...args, rootValue: value, contextValue });
        if (subscriber.signal.aborted) return await end();
        if (!isHidden(result)) return { done: false, value: result };
        subscriber.endDelivery();
      }
    },
    return: end,
    async throw(error) {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await end();
    },
  };
}

/** What the event is about is gone, or is not for this user to see: then there is nothing to tell. */
function isHidden({ errors }: ExecutionResult): boolean {
  return (
    errors?.some(
      ({ path, originalError }) => path?.length === 1 && originalError instanceof NotFoundError,
    ) === true
  );
}
