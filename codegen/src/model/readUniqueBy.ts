// The keys by which the configuration lets input name an entity: `"email"`, `["room", "position"]`, `[["email"], ["name"]]`.
import type { EntityConfig } from "../config/Config.ts";
import type { ColumnFieldModel } from "./DomainModel.ts";
import type { Problems } from "./Problems.ts";

export function readUniqueBy(
  entity: string,
  uniqueBy: EntityConfig["uniqueBy"],
  columns: ReadonlyArray<ColumnFieldModel>,
  problems: Problems,
): ReadonlyArray<ReadonlyArray<string>> {
  const keys = keysIn(uniqueBy);
  for (const field of keys.flat())
    if (!columns.some(({ name }) => name === field))
      problems.error(
        `entities.${entity}.uniqueBy: ${JSON.stringify(field)} is not a field with a column.`,
      );
  return keys;
}

/** A list of texts is one key. */
function keysIn(uniqueBy: EntityConfig["uniqueBy"]): ReadonlyArray<ReadonlyArray<string>> {
  if (uniqueBy === undefined || uniqueBy.length === 0) return [];
  if (typeof uniqueBy === "string") return [[uniqueBy]];
  const keys = uniqueBy.filter((key) => typeof key !== "string");
  return keys.length > 0 ? keys : [uniqueBy as ReadonlyArray<string>];
}
