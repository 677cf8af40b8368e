// Foreign keys that are checked at once, for those who want none. Writing handles them by the order and the form of its statements.
import type { Settings } from "../config/toSettings.ts";
import { shown } from "./classifyTables.ts";
import type { EntityModel } from "./DomainModel.ts";
import type { Problems } from "./Problems.ts";

export function checkDeferrable(
  entities: ReadonlyArray<EntityModel>,
  nonDeferred: Settings["nonDeferredForeignKeys"],
  problems: Problems,
): void {
  if (nonDeferred === "ignore") return;
  for (const { table } of entities)
    for (const { name, deferrable } of table.foreignKeys) {
      if (deferrable === true) continue;
      const text = `Foreign key ${name} of ${shown(table)} is not deferrable; make it DEFERRABLE INITIALLY DEFERRED.`;
      if (nonDeferred === "warn") problems.warn(text);
      else problems.error(text);
    }
}
