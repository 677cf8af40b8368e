// One order of all tables, the same in every flush of every process: parents before the children that cannot exist without
// them, nullable parents too where that is possible, and by name where there is a choice. Of a ring of required keys the
// first by name goes first. Kahn's topological sort (1962) with the two kinds of edges taken in turn.
import type { EntitySchema } from "./Schema.ts";

interface Table {
  readonly type: string;
  readonly name: string;
  readonly required: ReadonlyArray<string>;
  readonly nullable: ReadonlyArray<string>;
}

/** The entity types, parents first. */
export function orderTables(entities: Readonly<Record<string, EntitySchema>>): string[] {
  const waiting = Object.entries(entities)
    .map(([type, entity]) => tableOf(type, entity))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const ordered = new Set<string>();
  const hasAll = (parents: ReadonlyArray<string>): boolean =>
    parents.every((parent) => ordered.has(parent));
  while (waiting.length > 0) {
    const free = waiting.findIndex(
      ({ required, nullable }) => hasAll(required) && hasAll(nullable),
    );
    const next = free >= 0 ? free : waiting.findIndex(({ required }) => hasAll(required));
    const [taken] = waiting.splice(Math.max(next, 0), 1);
    ordered.add(taken!.type);
  }
  return [...ordered];
}

function tableOf(type: string, entity: EntitySchema): Table {
  const keys = Object.values(entity.fields).flatMap((field) =>
    field.kind === "m2o" && field.other !== type ? [field] : [],
  );
  return {
    type,
    name: `${entity.schemaName}.${entity.tableName}`,
    required: keys.filter(({ notNull }) => notNull).map(({ other }) => other),
    nullable: keys.filter(({ notNull }) => !notNull).map(({ other }) => other),
  };
}
