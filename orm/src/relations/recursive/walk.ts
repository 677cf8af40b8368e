// Follows a relation of an entity to its own kind through memory, level by level, as far as it is loaded.
import type { OneTypeRelationField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { step } from "./step.ts";

export interface Walk {
  /** What was reached, near before far, each once; the start is not among it. */
  readonly members: ReadonlyArray<EntityState>;
  /** The rows behind which it could not be seen, by key, with the levels that were left to go. */
  readonly missing: ReadonlyMap<string, number>;
  /** From the start to an entity that was met before on the way to itself. */
  readonly cycle: ReadonlyArray<EntityState> | undefined;
}

export function walk(
  start: EntityState,
  along: OneTypeRelationField,
  maxDepth: number,
  withDeleted: boolean,
): Walk {
  const next = new Map<EntityState, ReadonlyArray<EntityState>>();
  const seen = new Set([start]);
  const missing = new Map<string, number>();
  let metAgain = false;
  let level: EntityState[] = [start];
  for (let left = maxDepth; left > 0 && level.length > 0; left--) {
    const below: EntityState[] = [];
    for (const state of level) {
      const others = step(state, along, withDeleted);
      if (typeof others === "string") {
        if (!missing.has(others)) missing.set(others, left);
        continue;
      }
      next.set(state, others);
      for (const other of others) {
        if (seen.has(other)) metAgain = true;
        else {
          seen.add(other);
          below.push(other);
        }
      }
    }
    level = below;
  }
  seen.delete(start);
  return { members: [...seen], missing, cycle: metAgain ? cycleFrom(start, next) : undefined };
}

/** Depth first, without recursion: a chain may be longer than the stack. Meeting an entity twice is no cycle by itself. */
function cycleFrom(
  start: EntityState,
  next: ReadonlyMap<EntityState, ReadonlyArray<EntityState>>,
): EntityState[] | undefined {
  const done = new Set<EntityState>();
  const path = [start];
  const onPath = new Set(path);
  const ahead = [[...(next.get(start) ?? [])]];
  while (path.length > 0) {
    const other = ahead.at(-1)!.shift();
    if (other === undefined) {
      const left = path.pop()!;
      onPath.delete(left);
      done.add(left);
      ahead.pop();
    } else if (onPath.has(other)) return [...path, other];
    else if (!done.has(other)) {
      path.push(other);
      onPath.add(other);
      ahead.push([...(next.get(other) ?? [])]);
    }
  }
  return undefined;
}
