// The SELECT that locks entities by their keys, in the order of the keys.
import { lockClause } from "../query/lockClause.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { quote } from "../sql/identifier.ts";
import type { LockOptions } from "../types/Lock.ts";
import { aliasOf } from "./selectColumns.ts";
import { selectByKey } from "./selectRelated.ts";

/** @throws InvalidFilterError (`INVALID_FILTER`) for what is no lock */
export function selectLocked(meta: EntityMeta, lock: LockOptions): string {
  const { keyField, rootType } = meta;
  // All types of a hierarchy lock the row that all of them have.
  const clause = lockClause(meta, lock, aliasOf(meta, rootType.tableType, "t"));
  return `${selectByKey(meta, `= ANY($1::${keyField.codec.type}[])`)} ORDER BY t.${quote(keyField.column)} ${clause}`;
}
