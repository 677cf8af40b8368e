// The order that the configuration gives an entity: `"lastName"`, `["lastName", "firstName DESC"]`.
import type { ColumnFieldModel, EntityModel } from "./DomainModel.ts";
import type { Problems } from "./Problems.ts";

export function readOrder(
  entity: string,
  orderBy: string | ReadonlyArray<string> | undefined,
  columns: ReadonlyArray<ColumnFieldModel>,
  problems: Problems,
): EntityModel["orderBy"] {
  const terms = typeof orderBy === "string" ? [orderBy] : (orderBy ?? []);
  return terms.flatMap((term) => {
    const [, field = "", direction = "ASC"] = /^\s*(\S+)(?:\s+(ASC|DESC))?\s*$/iu.exec(term) ?? [];
    const isDescending = direction.toUpperCase() === "DESC";
    if (field === "id" || columns.some(({ name }) => name === field))
      return [[field, isDescending ? "DESC" : "ASC"] as const];
    problems.error(
      `entities.${entity}.orderBy: ${JSON.stringify(term)} is not a field with an optional ASC or DESC.`,
    );
    return [];
  });
}
