// Hides rows that were deleted softly, unless the filter on them asks for the time of their deletion itself.
import { isPlainObject } from "../kit/isPlainObject.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { Condition } from "../sql/nodes.ts";
import type { Query } from "./Query.ts";
import { columnNode } from "./QueryScope.ts";

export function softDeleteConditions(
  { settings }: Query,
  { timestamps }: EntityMeta,
  alias: string,
  filter: unknown,
): Condition[] {
  const { deletedAt } = timestamps;
  if (deletedAt === undefined || !settings.hidesSoftDeleted) return [];
  if (isNamed(deletedAt.fieldName, filter)) return [];
  return [{ kind: "isNull", operand: columnNode(alias, deletedAt.column) }];
}

function isNamed(fieldName: string, filter: unknown): boolean {
  if (Array.isArray(filter)) return filter.some((item) => isNamed(fieldName, item));
  if (!isPlainObject(filter)) return false;
  return (
    filter[fieldName] !== undefined ||
    ["and", "or", "not"].some((word) => isNamed(fieldName, filter[word]))
  );
}
