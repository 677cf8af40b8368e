// What each kind of loadable member answers for itself: how it is loaded for many entities at once, whether it is loaded for
// one, and which entities it leads to. Whoever walks a hint knows nothing else of kinds.
import type { LoadableMember } from "../../schema/LoadableMember.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { PopulateOptions } from "../../session/ports.ts";

export interface MemberKind<M extends LoadableMember = LoadableMember> {
  /** Loads the member where it is not loaded, all together; `undefined` when there is nothing to wait for. */
  load(
    states: ReadonlyArray<EntityState>,
    member: M,
    options: PopulateOptions,
  ): Promise<unknown> | undefined;
  /** Whether it leads to a list. */
  isMany(member: M): boolean;
  isLoaded(state: EntityState, member: M): boolean;
  /** The entities that a loaded member leads to; none while it is not loaded. Deleted ones only when they are wanted. */
  targets(state: EntityState, member: M, withDeleted?: boolean): ReadonlyArray<EntityState>;
}
