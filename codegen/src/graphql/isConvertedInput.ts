import type { Shown } from "./Shown.ts";

/** Whether a field of what is saved is converted by the application, so that its type is not that of the scalar. */
export function isConvertedInput(
  input: string,
  field: string,
  { entities, model }: Shown,
): boolean {
  const name = /^Save(.+)Input$/u.exec(input)?.[1];
  const entity = name === undefined ? undefined : entities.get(name);
  const found = [...(entity?.inherited ?? []), ...(entity?.fields ?? [])].find(
    (each) => each.name === field,
  );
  if (found?.kind !== "primitive") return false;
  const { codec, jsonSchema } = found.mapping;
  // `Temporal` is converted when it is saved.
  const isTime = /^(?:date|time)/u.test(found.column.type) && model.settings.temporal !== undefined;
  const hasOwnType = JSON.stringify(found.type).includes('"module"');
  return codec !== undefined || jsonSchema !== undefined || isTime || hasOwnType;
}
