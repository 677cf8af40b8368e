// Whether everything that a hint names is in memory.
import type { HintTree } from "../hints/HintTree.ts";
import type { EntityState } from "../session/EntityState.ts";
import { kindOf } from "./members/kindOf.ts";

export function isHintLoaded(state: EntityState, tree: HintTree): boolean {
  for (const [member, below] of tree.membersOf(state.meta)) {
    const kind = kindOf(member);
    if (!kind.isLoaded(state, member)) return false;
    if (!below.isEmpty && !kind.targets(state, member).every((other) => isHintLoaded(other, below)))
      return false;
  }
  return true;
}
