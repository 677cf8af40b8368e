// What merges move that is too large to be in memory: one statement per table and relation, which leaves to the other writes of the
// flush what these write themselves.
import type { EntityState } from "../session/EntityState.ts";
import type { FlushRun } from "./FlushRun.ts";
import type { Write } from "./Write.ts";
import { moveChildren } from "./writes/moveChildren.ts";
import { moveJoinRows } from "./writes/moveJoinRows.ts";

export function planMoves(
  { session, updated, deleted }: FlushRun,
  now: string,
  isWanted: (to: EntityState) => boolean,
): Write[] {
  return session.merges.moves.flatMap(({ field, from, to }) => {
    if (!isWanted(to)) return [];
    const sources = [...from];
    if (field.kind === "m2m") {
      const removed = sources.flatMap((source) =>
        session.joinRows.removedFrom(field, source).map((other) => [source, other] as const),
      );
      return moveJoinRows(field, sources, to, removed, now);
    }
    const written = updated.filter(({ changed }) => changed?.has(field.otherField));
    return moveChildren(field, sources, to, [...written, ...deleted], now);
  });
}
