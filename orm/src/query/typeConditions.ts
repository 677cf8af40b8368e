// Of what types the rows of a table are that holds several: their discriminators are among the codes of those types.
import { castType } from "../schema/castType.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { arrayLiteral } from "../sql/arrayLiteral.ts";
import type { Condition } from "../sql/nodes.ts";
import type { Row } from "./Row.ts";

/** That a row of the clause is of its type; nothing where all rows of the table are. */
export function typeConditions(row: Row): Condition[] {
  const { reading } = row.meta;
  return reading?.codes === undefined ? [] : [hasCode(row, reading.codes)];
}

/** That a row is of one of the types, each of which extends its own. */
export function isOneOf(row: Row, types: ReadonlyArray<EntityMeta>): Condition {
  if (types.length === 0) return { kind: "never" };
  if (row.meta.inheritanceType === "sti")
    return hasCode(row, [...new Set(types.flatMap(({ reading }) => reading!.codes!))]);
  const items = types.map((type): Condition => ({
    kind: "isNotNull",
    operand: row.column(type.keyField),
  }));
  return items.length === 1 ? items[0]! : { kind: "or", items };
}

/** The schema says what the codes are, whatever the find is given. */
function hasCode(row: Row, codes: ReadonlyArray<string>): Condition {
  const field = row.meta.stiDiscriminatorField!;
  const list = row.query.parts.bind(
    { type: row.meta.type, keys: [], shown: "" },
    `${castType(field.codec.type)}[]`,
    () => arrayLiteral(codes),
  );
  return { kind: "any", left: row.column(field), list };
}
