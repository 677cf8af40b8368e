// The key of an entity and where new ones come from.
import type { DbColumn } from "kingpost/catalog";
import type { EntityConfig, IdGenerator } from "../config/Config.ts";
import type { Settings } from "../config/toSettings.ts";
import type { EntityModel, KeyType } from "./DomainModel.ts";
import { keyTypeOf } from "./keyTypeOf.ts";
import { parseDefault } from "./parseDefault.ts";
import type { Problems } from "./Problems.ts";

export function idOf(
  entity: string,
  column: DbColumn,
  config: EntityConfig,
  settings: Settings,
  problems: Problems,
): EntityModel["id"] {
  const key = keyTypeOf(column.type)!;
  const generator = config.idGenerator ?? generatorOf(column, key);
  if (generator === "sequence" && column.sequence === undefined)
    problems.error(`entities.${entity}.idGenerator: ${column.name} has no sequence.`);
  if ((generator === "uuid4" || generator === "uuid7") && key !== "uuid" && key !== "text")
    problems.error(
      `entities.${entity}.idGenerator: ${column.name} is of type ${column.type}, not uuid.`,
    );
  if (settings.tagDelimiter === "" && key === "text")
    problems.error(`${entity}: a text key cannot be told from its tag; set a tagDelimiter.`);
  const idType = config.idType ?? settings.idType;
  if ((idType === "number" || idType === "bigint") && (key === "uuid" || key === "text"))
    problems.error(`${entity}: a ${key} key makes no id of idType ${idType}.`);
  return {
    column: column.name,
    key,
    idType: idType === settings.idType ? undefined : idType,
    generator,
    sequence: generator === "sequence" ? column.sequence : undefined,
    isIdentityAlways: column.identity === "always" ? true : undefined,
  };
}

function generatorOf(column: DbColumn, key: KeyType): IdGenerator {
  if (key === "uuid") return "uuid7";
  if (key === "text") return "application";
  if (column.sequence !== undefined) return "sequence";
  return parseDefault(column) === undefined && column.generated === undefined
    ? "application"
    : "database";
}
