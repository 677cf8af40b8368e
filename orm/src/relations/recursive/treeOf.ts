// What a recursive collection leads to as a tree, each entity with what is directly below it.
import { NotLoadedError } from "../../errors/NotLoadedError.ts";
import { RecursiveCycleError } from "../../errors/RecursiveCycleError.ts";
import { UnknownFieldError } from "../../errors/UnknownFieldError.ts";
import type { RecursiveField } from "../../schema/Field.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { Entity } from "../../types/Entity.ts";
import type { RecursiveKey, Tree } from "../../types/Tree.ts";
import { step } from "./step.ts";

/**
 * The tree below an entity, from what is loaded: load the recursive collection before.
 * @example
 * const folder = await em.load(Folder, "f:1", "childrenRecursive");
 * const { children } = treeOf(folder, "childrenRecursive");
 * @throws NotLoadedError (`NOT_LOADED`), RecursiveCycleError (`RECURSIVE_CYCLE`), UnknownFieldError (`UNKNOWN_FIELD`)
 */
export function treeOf<T extends Entity>(entity: T, member: RecursiveKey<T>): Tree<T> {
  const state = BaseEntity.stateOf(entity);
  const field = state.meta.fields.get(member);
  if (field?.kind !== "recursive") throw new UnknownFieldError({ entity, field: member });
  return grow(state, field, new Set()) as unknown as Tree<T>;
}

/** `above` is the way that led here. */
function grow(
  state: EntityState,
  { along, fieldName }: RecursiveField,
  above: Set<EntityState>,
): Tree<Entity> {
  interface Branch {
    readonly state: EntityState;
    readonly children: Array<Tree<Entity>>;
    readonly waiting: EntityState[];
  }
  const branchOf = (at: EntityState): Branch => {
    const others = step(at, along, false);
    if (typeof others === "string")
      throw new NotLoadedError({ entity: at.entity, field: along.fieldName });
    above.add(at);
    return { state: at, children: [], waiting: [...others] };
  };
  const root = branchOf(state);
  const open = [root];
  // Without recursion: a chain may be longer than the stack.
  while (open.length > 0) {
    const branch = open.at(-1)!;
    const other = branch.waiting.shift();
    if (other === undefined) {
      above.delete(branch.state);
      open.pop();
    } else if (above.has(other)) {
      const path = [...above, other].map((each) => each.entity);
      throw new RecursiveCycleError({ entity: state.entity, fieldName, path });
    } else {
      const below = branchOf(other);
      branch.children.push({ entity: other.entity, children: below.children });
      open.push(below);
    }
  }
  return { entity: state.entity, children: root.children };
}
