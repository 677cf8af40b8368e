// What a flush writes, as its plugins are told.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { JoinRowTodo, Todo, WriteTodos } from "../schema/WriteTodos.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { JoinRow } from "../session/JoinRows.ts";
import type { Entity } from "../types/Entity.ts";
import type { FlushRun } from "./FlushRun.ts";

type Lists = { readonly [K in "inserts" | "updates" | "deletes"]: Entity[] } & {
  readonly metadata: EntityMeta;
};

export function writeTodos({ created, updated, deleted, session }: FlushRun): WriteTodos {
  const byType = new Map<EntityMeta, Lists>();
  const listsOf = ({ meta }: EntityState): Lists => {
    let lists = byType.get(meta);
    if (lists === undefined)
      byType.set(meta, (lists = { metadata: meta, inserts: [], updates: [], deletes: [] }));
    return lists;
  };
  for (const state of created) listsOf(state).inserts.push(state.entity);
  for (const state of updated) listsOf(state).updates.push(state.entity);
  for (const state of deleted) listsOf(state).deletes.push(state.entity);
  const entities = [...byType].map(([{ type }, lists]): [string, Todo] => [
    type,
    Object.freeze(lists),
  ]);
  const joinRows = session.joinRows.pending.map(
    ({ joinTable, added, removed }): [string, JoinRowTodo] => [
      joinTable.tableName,
      Object.freeze({
        m2m: joinTable.first,
        newRows: added.map(pairOf),
        deletedRows: removed.map(pairOf),
      }),
    ],
  );
  return Object.freeze({
    entities: Object.freeze(Object.fromEntries(entities)),
    joinRows: Object.freeze(Object.fromEntries(joinRows)),
  });
}

function pairOf({ first, second }: JoinRow): readonly [Entity, Entity] {
  return [first.entity, second.entity];
}
