// Has a unique constraint checked at the end of the transaction, for rows that take its values over from each other where nothing can stand
// in for them. What is not deferrable is refused right here, before anything is written.
import { DatabaseError } from "../../errors/DatabaseError.ts";
import { UniqueSwapError } from "../../errors/UniqueSwapError.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { quoteQualified } from "../../sql/identifier.ts";
import type { Write } from "../Write.ts";

export function deferUnique(
  { name, fields }: EntityMeta["uniques"][number],
  states: Iterable<EntityState>,
): Write {
  const entities = Array.from(states, ({ entity }) => entity);
  return {
    title: `defer ${name}`,
    statement: {
      text: `SET CONSTRAINTS ${quoteQualified(fields[0]!.meta.schemaName, name)} DEFERRED`,
      values: [],
      operation: "defer constraint",
      needsBlock: true,
    },
    states: [],
    explain: (error) =>
      error instanceof DatabaseError && refusals.has(error.sqlState)
        ? new UniqueSwapError({ constraint: name, entities, cause: error })
        : undefined,
    settle: () => undefined,
  };
}

/** It is not deferrable; it is an index, of which there is no constraint. */
const refusals: ReadonlySet<string> = new Set(["42809", "42704"]);
