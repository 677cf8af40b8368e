// The text of a source file with a rule broken in it. Pure.
import type { Mutation } from "./Mutation.ts";
import { RulesError } from "./RulesError.ts";

/** Throws `RulesError` (`MUTATION_STALE`) unless the text to replace stands in the source exactly once. */
export function applyMutation(source: string, { rule, file, find, replace }: Mutation): string {
  const parts = source.split(find);
  if (parts.length !== 2)
    throw new RulesError(
      "MUTATION_STALE",
      `mutation of ${rule}: ${file} holds the text to replace ${parts.length - 1} times; mend docs/spec/mutations.json`,
    );
  return parts.join(replace);
}
