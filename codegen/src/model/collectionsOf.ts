// Join tables as collections, one on each side that is an entity.
import type { DbForeignKey } from "kingpost/catalog";
import type { RelationConfig } from "../config/Config.ts";
import {
  type Classified,
  type JoinTable,
  keyOf,
  type NamedTable,
  shown,
} from "./classifyTables.ts";
import { collectionShapeOf } from "./collectionShapeOf.ts";
import { referenceNameOf } from "./columnFieldNameOf.ts";
import type {
  EnumCollectionModel,
  JoinTableModel,
  ManyToManyModel,
  RecursiveModel,
} from "./DomainModel.ts";
import type { Hierarchies } from "./hierarchiesOf.ts";
import { holderOf } from "./holdersOf.ts";
import { pluralCamelOf } from "./identifierOf.ts";
import type { Overrides } from "./Overrides.ts";
import type { Problems } from "./Problems.ts";
import { readComment } from "./readComment.ts";
import { recursiveNameOf } from "./recursiveNameOf.ts";
import { uniqueIndexesOf } from "./uniqueIndexesOf.ts";

/** What a join table makes on an entity. */
export type CollectionModel = ManyToManyModel | EnumCollectionModel | RecursiveModel;

/** By entity. */
export function collectionsOf(
  { entities, enums, joinTables }: Classified,
  hierarchies: Hierarchies,
  overrides: Overrides,
  problems: Problems,
): ReadonlyMap<string, ReadonlyArray<CollectionModel>> {
  const byKey = new Map([...entities, ...enums].map((named) => [keyOf(named.table), named]));
  const collections = new Map<string, CollectionModel[]>();
  for (const join of joinTables) {
    const [first, second] = join.keys.map((key) => sideOf(join, key, byKey)) as [Side, Side];
    if (!isUniquePair(join))
      problems.warn(
        `Join table ${shown(join.table)} has no unique constraint on its pair of columns: adding twice stores two rows.`,
      );
    const toSecond = nameOf(first, second, overrides);
    const toFirst = nameOf(second, first, overrides);
    const firstHolder = holder(first, toSecond, second);
    const secondHolder = holder(second, toFirst, first);
    put(first, firstHolder, second, secondHolder, toSecond, toFirst);
    put(second, secondHolder, first, firstHolder, toFirst, toSecond);
    if (firstHolder === secondHolder && !skipsRecursion(first, second, overrides)) {
      putRecursive(firstHolder, toSecond, toFirst);
      putRecursive(firstHolder, toFirst, toSecond);
    }
    function holder({ named }: Side, name: string, other: Side): string {
      const config = overrides.relation(named.name, name, other.column);
      return holderOf(named.name, name, config, hierarchies, problems);
    }
    function put(
      side: Side,
      entity: string,
      other: Side,
      otherEntity: string,
      name: string,
      otherField: string,
    ): void {
      // From an enum nothing leads anywhere.
      if (enums.includes(side.named)) return;
      const joinTable = joinTableOf(join, side, other);
      const config = configOf(side, other, overrides);
      const [isLarge, how] = [config?.large === true, collectionShapeOf(config)];
      add(
        entity,
        enums.includes(other.named)
          ? { kind: "m2mEnum", name, enum: other.named.name, joinTable }
          : { kind: "m2m", name, other: otherEntity, otherField, joinTable, isLarge, shown: how },
      );
    }
    function putRecursive(entity: string, along: string, back: string): void {
      const [name, otherField] = [recursiveNameOf(along), recursiveNameOf(back)];
      add(entity, { kind: "recursive", name, other: entity, otherField, along });
    }
    function add(entity: string, collection: CollectionModel): void {
      collections.set(entity, [...(collections.get(entity) ?? []), collection]);
    }
  }
  return collections;
}

function joinTableOf(join: JoinTable, side: Side, other: Side): JoinTableModel {
  return {
    schemaName: join.table.schema,
    tableName: join.table.name,
    column: side.column,
    otherColumn: other.column,
    unique: isUniquePair(join),
    createdAt: createdAtOf(join),
  };
}

/** Of the columns of a join table, only the time may be neither a key nor a reference. */
function createdAtOf({ table, keys }: JoinTable): JoinTableModel["createdAt"] {
  const names = new Set([...keys.flatMap(({ columns }) => columns), ...table.primaryKey!.columns]);
  const column = table.columns.find((each) => !names.has(each.name));
  return column === undefined || column.default !== undefined
    ? undefined
    : { column: column.name, type: column.type };
}

interface Side {
  /** The entity or enum. */
  readonly named: NamedTable;
  readonly column: string;
  readonly comment: string | undefined;
}

function sideOf(
  { table }: JoinTable,
  key: DbForeignKey,
  byKey: ReadonlyMap<string, NamedTable>,
): Side {
  const { schema, table: name } = key.references;
  const named = byKey.get(keyOf({ schema, name }))!;
  const column = table.columns.find((each) => each.name === key.columns[0])!;
  return { named, column: column.name, comment: column.comment };
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
  return overrides.relation(side.named.name, plainNameOf(other), other.column);
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
