// Whether any of several entities has hooks of a kind.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { EntityState } from "../session/EntityState.ts";
import { ConfigApi } from "./ConfigApi.ts";
import type { HookKind } from "./Hook.ts";

export function hasHooks(kind: HookKind, states: Iterable<EntityState>): boolean {
  // Most often all are of one type, or of a few in a row.
  let last: EntityMeta | undefined;
  for (const { meta } of states) {
    if (meta !== last && ConfigApi.hooksOf(meta).has(kind)) return true;
    last = meta;
  }
  return false;
}
