// The order that the configuration gives an entity or a collection, by fields that there are.
import type { ColumnFieldModel, EntityModel } from "./DomainModel.ts";
import type { Problems } from "./Problems.ts";
import { termsOf } from "./termsOf.ts";

/** `path` is where the configuration says it, `entities.Author.orderBy`. */
export function readOrder(
  path: string,
  orderBy: string | ReadonlyArray<string> | undefined,
  columns: ReadonlyArray<ColumnFieldModel>,
  problems: Problems,
): EntityModel["orderBy"] {
  return termsOf(orderBy).flatMap(({ text, field, direction }) => {
    if (field === "id" || columns.some((column) => column.name === field && isRead(column)))
      return [[field, direction] as const];
    problems.error(`${path}: ${JSON.stringify(text)} is not a field with an optional ASC or DESC.`);
    return [];
  });
}

/** An order by what is not read would have nothing to compare. */
function isRead(field: ColumnFieldModel): boolean {
  return field.kind !== "primitive" || !field.isLazy;
}
