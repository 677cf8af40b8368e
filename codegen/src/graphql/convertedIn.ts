import type { Shown } from "./Shown.ts";

/** The entity of a field of what is saved whose value is converted, so that its type is not that of the scalar. */
export function convertedIn(
  input: string,
  field: string,
  { entities, model }: Shown,
): string | undefined {
  const name = /^Save(.+)Input$/u.exec(input)?.[1];
  const entity = name === undefined ? undefined : entities.get(name);
  const found = [...(entity?.inherited ?? []), ...(entity?.fields ?? [])].find(
    (each) => each.name === field,
  );
  if (found?.kind !== "primitive") return undefined;
  const { codec, jsonSchema, dims = 1 } = found.mapping;
  // `Temporal` is converted when it is saved.
  const isTime = /^(?:date|time)/u.test(found.column.type) && model.settings.temporal !== undefined;
  const hasOwnType = JSON.stringify(found.type).includes('"module"');
  // GraphQL knows no maps and no tables of values.
  const isShapeless = dims > 1 || /(?:^|\.)hstore(?:\[\])?$/u.test(found.column.type);
  const isConverted =
    isShapeless || codec !== undefined || jsonSchema !== undefined || isTime || hasOwnType;
  return isConverted ? name : undefined;
}
