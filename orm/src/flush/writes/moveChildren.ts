// Points all rows that lead to some entities at another one, whichever they are: they are too many to be in memory. Each counts as an
// update of its row, so that whoever has read it before comes to know.
import type { OneToManyField } from "../../schema/Field.ts";
import type { TablePart } from "../../schema/TablePart.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { quote } from "../../sql/identifier.ts";
import type { Write } from "../Write.ts";
import { listOf } from "./cells.ts";
import { laterThan } from "./updateShape.ts";

/** `written` are left alone: other statements of the flush write them. */
export function moveChildren(
  field: OneToManyField,
  from: ReadonlyArray<EntityState>,
  to: EntityState,
  written: ReadonlyArray<EntityState>,
  now: string,
): Write[] {
  const { otherField } = field;
  const { codec, column } = otherField;
  const own = ownPart(field);
  const values = [
    listOf(from.map(({ key }) => key!)),
    listOf(written.flatMap(({ meta, key }) => (meta.parts.includes(own) ? key! : []))),
  ];
  return movedParts(field).map((part) => {
    const { meta, versionField, updatedAt } = part;
    const isOwn = part === own;
    const assignments = [
      ...(isOwn ? [`${quote(column)} = $3::${codec.type}`] : []),
      ...(versionField
        ? [`${quote(versionField.column)} = t.${quote(versionField.column)} + 1`]
        : []),
      ...(updatedAt ? [laterThan(updatedAt, isOwn ? 4 : 3)] : []),
    ];
    return {
      title: `move ${meta.tableName}.${column}`,
      statement: {
        text: `UPDATE ${meta.table} AS t SET ${assignments.join(", ")} WHERE ${leadsToAny(field, part, 1)} AND ${isNotWritten(part)}`,
        values: [...values, ...(isOwn ? [to.key!] : []), ...(updatedAt ? [now] : [])],
        operation: `update ${meta.tableName}`,
      },
      states: [],
      settle: () => undefined,
    };
  });
}

/** The tables that a move writes: what keeps count of changes may stand in that of a base. The reference goes last, by which they are found. */
export function movedParts(field: OneToManyField): TablePart[] {
  const own = ownPart(field);
  const others = field.otherMeta.parts.filter(
    (part) => part !== own && (part.versionField !== undefined || part.updatedAt !== undefined),
  );
  return [...others, own];
}

/** Whether the row `t` of a part is one that leads to any of the entities whose keys are bound. */
export function leadsToAny(field: OneToManyField, part: TablePart, parameter: number): string {
  const { otherField } = field;
  const isAny = `${quote(otherField.column)} = ANY($${parameter}::${otherField.codec.type}[])`;
  const { meta, keyField } = ownPart(field);
  return part.meta === meta
    ? `t.${isAny}`
    : `t.${quote(part.keyField.column)} IN (SELECT c.${quote(keyField.column)} FROM ${meta.table} AS c WHERE c.${isAny})`;
}

function ownPart({ otherMeta, otherField }: OneToManyField): TablePart {
  return otherMeta.parts.find(({ meta }) => meta === otherField.meta.tableType)!;
}

function isNotWritten({ keyField }: TablePart): string {
  return `NOT t.${quote(keyField.column)} = ANY($2::${keyField.codec.type}[])`;
}
