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

type Entities = Readonly<Record<string, EntitySchema>>;

/** The entity types that have a table of their own, parents first. */
export function orderTables(entities: Entities): string[] {
  const byTable = Map.groupBy(Object.keys(entities), (type) => ownerOf(entities, type));
  const waiting = [...byTable]
    .map(([owner, types]) => tableOf(entities, owner, types))
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

function tableOf(entities: Entities, owner: string, types: ReadonlyArray<string>): Table {
  const keys = types.flatMap((type) =>
    Object.values(entities[type]!.fields).flatMap((field) =>
      field.kind === "m2o"
        ? [{ notNull: field.notNull, parent: ownerOf(entities, field.other) }]
        : [],
    ),
  );
  const { schemaName, tableName, subtypeOf } = entities[owner]!;
  // A class-table subtype's row needs its base's.
  if (subtypeOf !== undefined)
    keys.push({ notNull: true, parent: ownerOf(entities, subtypeOf.base) });
  const parents = keys.filter(({ parent }) => parent !== owner);
  return {
    type: owner,
    name: `${schemaName}.${tableName}`,
    required: parents.filter(({ notNull }) => notNull).map(({ parent }) => parent),
    nullable: parents.filter(({ notNull }) => !notNull).map(({ parent }) => parent),
  };
}

/** The type that the table belongs to: with single-table inheritance the root. */
function ownerOf(entities: Entities, type: string): string {
  const subtypeOf = entities[type]?.subtypeOf;
  return subtypeOf?.kind === "sti" ? ownerOf(entities, subtypeOf.base) : type;
}
