// Looks an entity up in memory, by tagged id or by the name that a new one has: `a:1`, `a#1`.
import { keyOfId } from "../schema/keys.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Session } from "../session/Session.ts";
import type { TaggedId } from "../types/Id.ts";

export function getEntity({ domain, identityMap }: Session, id: TaggedId): EntityState | undefined {
  // A text key may hold a # of its own, but only behind the delimiter.
  const [, tag, number] = /^(\w+)#(\d+)$/.exec(id) ?? [];
  if (number !== undefined)
    return identityMap.all.find(
      (state) => state.meta.tagName === tag && state.number === Number(number),
    );
  const meta = domain.getMetadataByTag(id);
  return identityMap.find(meta, keyOfId(meta, id));
}
