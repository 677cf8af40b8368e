// Join tables as many-to-many collections, one on each side.
import type { DbForeignKey } from "kingpost/catalog";
import type { RelationConfig } from "../config/Config.ts";
import {
  type Classified,
  type JoinTable,
  keyOf,
  type NamedTable,
  shown,
} from "./classifyTables.ts";
import { referenceNameOf } from "./columnFieldNameOf.ts";
import type { ManyToManyModel, RecursiveModel } from "./DomainModel.ts";
import type { Hierarchies } from "./hierarchiesOf.ts";
import { holderOf } from "./holdersOf.ts";
import { pluralCamelOf } from "./identifierOf.ts";
import type { Overrides } from "./Overrides.ts";
import type { Problems } from "./Problems.ts";
import { readComment } from "./readComment.ts";
import { recursiveNameOf } from "./recursiveNameOf.ts";
import { uniqueIndexesOf } from "./uniqueIndexesOf.ts";

/** By entity. */
export function collectionsOf(
  { entities, joinTables }: Classified,
  hierarchies: Hierarchies,
  overrides: Overrides,
  problems: Problems,
): ReadonlyMap<string, ReadonlyArray<CollectionModel>> {
  const byKey = new Map(entities.map((named) => [keyOf(named.table), named]));
  const collections = new Map<string, CollectionModel[]>();
  for (const join of joinTables) {
    const sides = join.keys.map((key) => sideOf(join, key, byKey));
    const [first, second] = sides;
    if (first === undefined || second === undefined) {
      problems.warn(
        `Join table ${shown(join.table)} leads to an enum, which makes no collection yet.`,
      );
      continue;
    }
    const isPairUnique = isUniquePair(join);
    if (!isPairUnique)
      problems.warn(
        `Join table ${shown(join.table)} has no unique constraint on its pair of columns: adding twice stores two rows.`,
      );
    const [toSecond, toFirst] = [
      nameOf(first, second, overrides),
      nameOf(second, first, overrides),
    ];
    const [firstHolder, secondHolder] = [
      holder(first, toSecond, second),
      holder(second, toFirst, first),
    ];
    add(first, firstHolder, second, secondHolder, toSecond, toFirst);
    add(second, secondHolder, first, firstHolder, toFirst, toSecond);
    if (firstHolder === secondHolder && !skipsRecursion(first, second, overrides)) {
      addRecursive(firstHolder, toSecond, toFirst);
      addRecursive(firstHolder, toFirst, toSecond);
    }
    function holder({ entity }: Side, name: string, other: Side): string {
      const config = overrides.relation(entity.name, name, other.column);
      return holderOf(entity.name, name, config, hierarchies, problems);
    }
    function add(
      side: Side,
      entity: string,
      other: Side,
      otherEntity: string,
      name: string,
      otherField: string,
    ): void {
      const joinTable = {
        schemaName: join.table.schema,
        tableName: join.table.name,
        column: side.column,
        otherColumn: other.column,
        unique: isPairUnique,
      };
      const isLarge = configOf(side, other, overrides)?.large === true;
      put(entity, { kind: "m2m", name, other: otherEntity, otherField, joinTable, isLarge });
    }
    function addRecursive(entity: string, along: string, back: string): void {
      const [name, otherField] = [recursiveNameOf(along), recursiveNameOf(back)];
      put(entity, { kind: "recursive", name, other: entity, otherField, along });
    }
    function put(entity: string, model: CollectionModel): void {
      const list = collections.get(entity) ?? [];
      list.push(model);
      collections.set(entity, list);
    }
  }
  return collections;
}

/** What a join table makes on an entity. */
export type CollectionModel = ManyToManyModel | RecursiveModel;

interface Side {
  readonly entity: NamedTable;
  readonly column: string;
  readonly comment: string | undefined;
}

function sideOf(
  { table }: JoinTable,
  key: DbForeignKey,
  byKey: ReadonlyMap<string, NamedTable>,
): Side | undefined {
  const entity = byKey.get(keyOf({ schema: key.references.schema, name: key.references.table }));
  const column = table.columns.find(({ name }) => name === key.columns[0])!;
  return entity && { entity, column: column.name, comment: column.comment };
}

/** What the collection on one side is called: the plural of the column that leads to the other. */
function nameOf(side: Side, other: Side, overrides: Overrides): string {
  return (
    configOf(side, other, overrides)?.name ??
    configOf(other, side, overrides)?.otherName ??
    readComment(other.comment).fieldName ??
    readComment(side.comment).otherFieldName ??
    plainNameOf(other)
  );
}

function plainNameOf(other: Side): string {
  return pluralCamelOf(referenceNameOf(other.column));
}

/** What the configuration says of the collection on one side. */
function configOf(side: Side, other: Side, overrides: Overrides): RelationConfig | undefined {
  return overrides.relation(side.entity.name, plainNameOf(other), other.column);
}

function skipsRecursion(first: Side, second: Side, overrides: Overrides): boolean {
  return [configOf(first, second, overrides), configOf(second, first, overrides)].some(
    (config) => config?.skipRecursiveRelations === true,
  );
}

function isUniquePair({ table, keys }: JoinTable): boolean {
  const pair = keys.map(({ columns }) => columns[0]!);
  const covers = (columns: ReadonlyArray<string>): boolean =>
    columns.length === 2 && pair.every((column) => columns.includes(column));
  return (
    covers(table.primaryKey?.columns ?? []) ||
    uniqueIndexesOf(table).some(({ columns }) => covers(columns))
  );
}
