// Foreign keys that are checked at once. The order of writing handles them, except in a ring of NOT NULL ones across tables: no
// row of it can be the first.
import type { Settings } from "../config/toSettings.ts";
import { keyOf, shown } from "./classifyTables.ts";
import type { EntityModel } from "./DomainModel.ts";
import type { Problems } from "./Problems.ts";

export function checkCycles(
  entities: ReadonlyArray<EntityModel>,
  nonDeferred: Settings["nonDeferredForeignKeys"],
  problems: Problems,
): void {
  const byKey = new Map(entities.map((entity) => [keyOf(entity.table), entity]));
  const needs = new Map<EntityModel, EntityModel[]>();
  for (const entity of entities)
    for (const key of entity.table.foreignKeys) {
      if (key.deferrable === true) continue;
      const text = `Foreign key ${key.name} of ${shown(entity.table)} is not deferrable; make it DEFERRABLE INITIALLY DEFERRED.`;
      if (nonDeferred === "warn") problems.warn(text);
      if (nonDeferred === "error") problems.error(text);
      const target = byKey.get(
        keyOf({ schema: key.references.schema, name: key.references.table }),
      );
      const isRequired = key.columns.every((name) =>
        entity.table.columns.some((column) => column.name === name && column.notNull === true),
      );
      if (target !== undefined && target !== entity && isRequired)
        needs.set(entity, [...(needs.get(entity) ?? []), target]);
    }
  for (const ring of ringsOf(needs)) {
    const tables = ring.map(({ table }) => shown(table)).join(" → ");
    problems.error(
      `${tables}: each of these needs a row of the next first, so none can be written; make one of the foreign keys DEFERRABLE.`,
    );
  }
}

/** One ring for each entity that can reach itself, without the ones whose entities were all seen before. */
function ringsOf(
  needs: ReadonlyMap<EntityModel, ReadonlyArray<EntityModel>>,
): ReadonlyArray<ReadonlyArray<EntityModel>> {
  const rings: EntityModel[][] = [];
  const reported = new Set<EntityModel>();
  for (const start of needs.keys()) {
    if (reported.has(start)) continue;
    const ring = pathBack(start, start, needs, new Set());
    if (ring === undefined) continue;
    for (const entity of ring) reported.add(entity);
    rings.push([...ring, start]);
  }
  return rings;
}

function pathBack(
  from: EntityModel,
  to: EntityModel,
  needs: ReadonlyMap<EntityModel, ReadonlyArray<EntityModel>>,
  seen: Set<EntityModel>,
): EntityModel[] | undefined {
  for (const next of needs.get(from) ?? []) {
    if (next === to) return [from];
    if (seen.has(next)) continue;
    seen.add(next);
    const path = pathBack(next, to, needs, seen);
    if (path !== undefined) return [from, ...path];
  }
  return undefined;
}
