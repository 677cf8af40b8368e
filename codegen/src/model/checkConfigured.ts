// Entries of the configuration that speak of nothing in the schema: a name was mistyped, or a table is gone.
import { nearest } from "../config/nearest.ts";
import type { Settings } from "../config/toSettings.ts";
import type { Overrides } from "./Overrides.ts";
import type { Problems } from "./Problems.ts";

/** @param entities names of entities; @param enums names of enums, native ones included */
export function checkConfigured(
  entities: ReadonlyArray<string>,
  enums: ReadonlyArray<string>,
  settings: Settings,
  overrides: Overrides,
  problems: Problems,
): void {
  warnUnknown("entities", settings.entities, entities, problems);
  warnUnknown("enums", settings.enums, enums, problems);
  for (const text of overrides.unknown())
    if (entities.includes(text.split(".")[1]!)) problems.warn(text);
}

function warnUnknown(
  path: "entities" | "enums",
  config: Readonly<Record<string, unknown>>,
  known: ReadonlyArray<string>,
  problems: Problems,
): void {
  for (const name of Object.keys(config)) {
    if (known.includes(name)) continue;
    const meant = nearest(name, known);
    const kind = path === "enums" ? "enum" : "entity";
    problems.warn(
      `${path}.${name}: unknown ${kind}${meant === undefined ? "" : `, did you mean ${meant}?`}`,
    );
  }
}
