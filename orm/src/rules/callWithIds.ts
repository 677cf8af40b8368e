// Calls code of the application that may read the id of an entity which has none yet: then ids are given, and it is called again.
import { NoIdError } from "../errors/NoIdError.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";

/** @param assignIds **SQL**: at most the one statement that reserves ids */
export function callWithIds(
  call: () => MaybePromise<unknown>,
  assignIds: () => Promise<void>,
): MaybePromise<unknown> {
  const callAgain = async (error: unknown): Promise<unknown> => {
    if (!(error instanceof NoIdError)) throw error;
    await assignIds();
    return await call();
  };
  try {
    const result = call();
    return result instanceof Promise ? result.catch(callAgain) : result;
  } catch (error) {
    if (error instanceof NoIdError) return callAgain(error);
    throw error;
  }
}
