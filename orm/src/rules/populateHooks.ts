// Loads what the hooks of some kinds ask for, for all entities at once. What is deleted has nothing to be loaded any more: what its
// later hooks ask for is loaded with what the first does.
import { HintTree } from "../hints/HintTree.ts";
import { groupBy } from "../kit/groupBy.ts";
import { populate } from "../loading/populate.ts";
import type { EntityState } from "../session/EntityState.ts";
import { ConfigApi } from "./ConfigApi.ts";
import type { HookKind } from "./Hook.ts";

const ofDeleted: ReadonlyArray<HookKind> = ["beforeDelete", "beforeCommit", "afterCommit"];

export async function populateHooks(
  kind: HookKind,
  states: ReadonlyArray<EntityState>,
): Promise<void> {
  const isDelete = kind === "beforeDelete";
  const kinds = isDelete ? ofDeleted : [kind];
  const living = isDelete ? states : states.filter((state) => !state.isDeleted);
  await Promise.all(
    [...groupBy(living, ({ meta }) => ConfigApi.hooksOf(meta))].map(([hooks, those]) =>
      populate(those, HintTree.merge(kinds.map((each) => hooks.hintOf(each)))),
    ),
  );
}
