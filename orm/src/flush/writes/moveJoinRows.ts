// Gives one entity the pairs that others have in a join table, whichever they are: they are too many to be in memory. What it has
// already it has once.
import type { ManyToManyField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { quote } from "../../sql/identifier.ts";
import type { Write } from "../Write.ts";
import { listOf } from "./cells.ts";

/** `removed` are pairs that the flush removes. */
export function moveJoinRows(
  { joinTable, column, otherColumn, meta, otherMeta }: ManyToManyField,
  from: ReadonlyArray<EntityState>,
  to: EntityState,
  removed: ReadonlyArray<readonly [source: EntityState, other: EntityState]>,
  now: string,
): Write[] {
  const { table, tableName, isUnique, createdAt } = joinTable;
  const [own, other] = [quote(column), quote(otherColumn)];
  const [type, otherType] = [meta.idField.codec.type, otherMeta.idField.codec.type];
  const sources = listOf(from.map(({ key }) => key!));
  const created = createdAt === undefined ? "" : `, ${quote(createdAt.column)}`;
  const instant = createdAt === undefined ? "" : `, $3::${createdAt.type}`;
  const at = createdAt === undefined ? 3 : 4;
  const kept =
    removed.length === 0
      ? ""
      : ` AND NOT EXISTS (SELECT FROM unnest($${at}::${type}[], $${at + 1}::${otherType}[]) AS gone(c0, c1) WHERE gone.c0 = s.${own} AND gone.c1 = s.${other})`;
  const isThere = `SELECT FROM ${table} AS t WHERE t.${own} = $2::${type} AND t.${other} = s.${other}`;
  return [
    {
      title: `move ${tableName}.${column}`,
      statement: {
        text: `INSERT INTO ${table} (${own}, ${other}${created}) SELECT DISTINCT $2::${type}, s.${other}${instant} FROM ${table} AS s WHERE s.${own} = ANY($1::${type}[])${kept} AND NOT EXISTS (${isThere})${isUnique ? ` ON CONFLICT (${own}, ${other}) DO NOTHING` : ""}`,
        values: [
          sources,
          to.key!,
          ...(createdAt === undefined ? [] : [now]),
          ...(removed.length === 0
            ? []
            : [
                listOf(removed.map(([source]) => source.key!)),
                listOf(removed.map(([, { key }]) => key!)),
              ]),
        ],
        operation: `insert ${tableName}`,
      },
      states: [],
      settle: () => undefined,
    },
    {
      title: `delete ${tableName}.${column}`,
      statement: {
        text: `DELETE FROM ${table} WHERE ${own} = ANY($1::${type}[])`,
        values: [sources],
        operation: `delete ${tableName}`,
      },
      states: [],
      settle: () => undefined,
    },
  ];
}
