// What the fingerprint of a schema is made of.
import { compareText } from "../model/compareText.ts";
import type { DomainModel, EntityModel, FieldModel } from "../model/DomainModel.ts";
import { uniqueIndexesOf } from "../model/uniqueIndexesOf.ts";

/**
 * Everything in the database that the generated code relies on, as one text. Names that only the code has are not part of it,
 * nor are comments, checks and indexes for speed.
 */
export function reliedOn({ entities, enums, nativeEnums }: DomainModel): string {
  const rows = enums.map(({ table, key, values }) => [
    table.schema,
    table.name,
    key,
    ...values.map(({ id, code, name, details }) => [id, code, name, ...details.values()]),
  ]);
  const labels = nativeEnums.map(({ type, values }) => [type, ...values.map(({ code }) => code)]);
  return [...entities.map(factsOf), rows, labels]
    .map((facts) => JSON.stringify(facts))
    .toSorted(compareText)
    .join("\n");
}

function factsOf({ table, id, fields }: EntityModel): unknown {
  return {
    table: [table.schema, table.name],
    id: [id.column, id.key, id.sequence],
    columns: fields.flatMap((field) => {
      if (!("column" in field)) return [];
      const { name, type, generated } = field.column;
      return [[name, type, field.notNull, generated, field.default]];
    }),
    uniques: uniqueIndexesOf(table).map(({ name, columns }) => [name, columns]),
    foreignKeys: table.foreignKeys.map(({ name, columns, references, onDelete }) => [
      name,
      columns,
      references,
      ...(isLeftToDatabase(fields, columns) ? [onDelete] : []),
      ...(isDeferred(fields, columns) ? ["deferred"] : []),
    ]),
    joinTables: fields
      .flatMap((field) =>
        field.kind === "m2m" || field.kind === "m2mEnum" ? [field.joinTable] : [],
      )
      .map((joinTable) => JSON.stringify(joinTable))
      .toSorted(compareText),
  };
}

/** Whether it is counted on that a foreign key is checked at the end of the transaction. */
function isDeferred(fields: ReadonlyArray<FieldModel>, [first]: ReadonlyArray<string>): boolean {
  return fields.some(
    (field) => field.kind === "m2o" && field.isDeferred && field.column.name === first,
  );
}

/** Whether what a foreign key does when its target is deleted is counted on. */
function isLeftToDatabase(
  fields: ReadonlyArray<FieldModel>,
  [first, ...more]: ReadonlyArray<string>,
): boolean {
  return fields.some(
    (field) =>
      field.kind === "m2o" &&
      field.onDelete !== undefined &&
      field.column.name === first &&
      more.length === 0,
  );
}
