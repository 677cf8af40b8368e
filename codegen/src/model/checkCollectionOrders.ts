// A collection is ordered by fields of the entity that it leads to.
import type { ColumnFieldModel, EntityModel, FieldModel } from "./DomainModel.ts";
import type { Problems } from "./Problems.ts";
import { readOrder } from "./readOrder.ts";

export function checkCollectionOrders(
  entities: ReadonlyArray<EntityModel>,
  problems: Problems,
): void {
  for (const entity of entities)
    for (const field of entity.fields) {
      if (field.kind !== "o2m" && field.kind !== "m2m") continue;
      const other = entities.find(({ name }) => name === field.other)!;
      const columns = [...other.inherited, ...other.fields].filter(isColumn);
      const path = `entities.${entity.name}.relations.${field.name}.orderBy`;
      readOrder(path, field.shown.orderBy, columns, problems);
    }
}

function isColumn(field: FieldModel): field is ColumnFieldModel {
  return "column" in field;
}
