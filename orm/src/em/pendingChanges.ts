// What the next flush would write, in the order in which the entities came into the em.
import type { EntityState } from "../session/EntityState.ts";
import type { Session } from "../session/Session.ts";
import type { PendingChange } from "../types/PendingChange.ts";

export function pendingChanges(session: Session): PendingChange[] {
  const kindOf = (state: EntityState): "create" | "update" | "delete" | undefined => {
    if (session.created.has(state)) return "create";
    if (session.deleted.has(state)) return "delete";
    return session.dirty.has(state) ? "update" : undefined;
  };
  const { created, dirty, deleted, identityMap } = session;
  const rows = created.size + dirty.size + deleted.size === 0 ? [] : identityMap.all;
  const entities = rows.flatMap((state): PendingChange[] => {
    const kind = kindOf(state);
    return kind === undefined ? [] : [{ kind, entity: state.entity }];
  });
  const joinRows = session.joinRows.pending.flatMap(({ joinTable, added, removed }) =>
    [...added, ...removed].map(({ first, second }, at): PendingChange => ({
      kind: "m2m",
      op: at < added.length ? "add" : "remove",
      joinTableName: joinTable.tableName,
      entities: [first.entity, second.entity],
    })),
  );
  const enumRows = session.enumRows.pending.flatMap(({ field, added, removed }) =>
    [...added, ...removed].map(({ owner, code }, at): PendingChange => ({
      kind: "m2mEnum",
      op: at < added.length ? "add" : "remove",
      joinTableName: field.joinTable.tableName,
      entity: owner.entity,
      code,
    })),
  );
  return [...entities, ...joinRows, ...enumRows];
}
