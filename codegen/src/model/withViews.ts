// Views that the configuration makes entities of. A view has no key and no foreign keys of its own; here it gets those that the
// configuration says it has, and from then on it is a table whose rows are only read.
import type { DbColumn, DbForeignKey, DbSchema, DbTable } from "kingpost/catalog";
import type { EntityConfig, RelationConfig } from "../config/Config.ts";
import { nearest } from "../config/nearest.ts";
import type { Settings } from "../config/toSettings.ts";
import { namesByTable, shown } from "./classifyTables.ts";
import { isView } from "./isView.ts";
import { keyTypeOf } from "./keyTypeOf.ts";
import type { Problems } from "./Problems.ts";
import { isUnique } from "./uniqueIndexesOf.ts";

type ViewConfig = NonNullable<EntityConfig["view"]>;

export interface WithViews {
  readonly db: DbSchema;
  readonly settings: Settings;
}

export function withViews(db: DbSchema, settings: Settings, problems: Problems): WithViews {
  const found = new Map<DbTable, DbTable>();
  const entities: Record<string, EntityConfig> = {};
  const targets = targetsIn(db, settings);
  for (const [name, config] of Object.entries(settings.entities)) {
    entities[name] = config;
    if (config.view === undefined) checkPlain(name, config, problems);
    else {
      const view = viewOf(name, config, config.view, db, problems);
      if (view === undefined) continue;
      found.set(view, tableOf(name, view, config, config.view, targets, problems));
      const { relations = {}, ...rest } = config;
      entities[name] = {
        ...rest,
        tableName: `${view.schema}.${view.name}`,
        relations: Object.fromEntries(Object.entries(relations).map(byColumn)),
      };
    }
  }
  const tables = db.tables.map((table) => found.get(table) ?? table);
  return { db: { ...db, tables }, settings: { ...settings, entities } };
}

/** By name of the entity. */
function targetsIn(db: DbSchema, { entities }: Settings): ReadonlyMap<string, DbTable> {
  const nameOf = namesByTable(entities);
  const tables = db.tables.filter(
    (table) => !isView(table) && table.primaryKey?.columns.length === 1,
  );
  return new Map(tables.map((table) => [nameOf(table), table]));
}

function checkPlain(name: string, { relations = {} }: EntityConfig, problems: Problems): void {
  for (const [key, { column, references }] of Object.entries(relations))
    if (column !== undefined || references !== undefined)
      problems.error(
        `entities.${name}.relations.${key}: only of a view the configuration says where it leads; ${name} stands for a table, which says so by a foreign key.`,
      );
}

function viewOf(
  name: string,
  { tableName, kind }: EntityConfig,
  { table }: ViewConfig,
  db: DbSchema,
  problems: Problems,
): DbTable | undefined {
  if (tableName !== undefined || kind !== undefined)
    problems.error(
      `entities.${name}: view and ${tableName === undefined ? "kind" : "tableName"} contradict each other.`,
    );
  const views = db.tables.filter(isView);
  const [view, other] = views.filter(
    (each) => table === each.name || table === `${each.schema}.${each.name}`,
  );
  const path = `entities.${name}.view.table`;
  if (view === undefined) {
    const meant = nearest(table, views.map(shown));
    problems.error(
      `${path}: there is no view ${JSON.stringify(table)}${meant === undefined ? "" : `, did you mean ${JSON.stringify(meant)}?`}`,
    );
  }
  if (view !== undefined && other !== undefined)
    problems.error(`${path}: ${shown(view)} or ${shown(other)}? Write the schema before the name.`);
  return view;
}

function tableOf(
  name: string,
  view: DbTable,
  { relations = {} }: EntityConfig,
  { key }: ViewConfig,
  targets: ReadonlyMap<string, DbTable>,
  problems: Problems,
): DbTable {
  const path = `entities.${name}.view.key`;
  const column = columnOf(view, key, path, problems);
  if (column !== undefined && keyTypeOf(column.type) === undefined)
    problems.error(`${path}: a key of type ${column.type} makes no ids.`);
  const isKnown = isUnique(view, key);
  if (column !== undefined && !isKnown)
    problems.warn(
      `View ${shown(view)}: nothing keeps ${key} unique; rows with one value of it are one ${name}.`,
    );
  const unique = {
    name: `${view.name}_key`,
    method: "btree",
    columns: [key],
    unique: true,
  } as const;
  return {
    ...view,
    primaryKey: { name: `${view.name}_key`, columns: [key] },
    indexes: isKnown ? view.indexes : [...view.indexes, unique],
    foreignKeys: Object.entries(relations).flatMap(
      ([relation, config]) =>
        foreignKeyOf(`entities.${name}.relations.${relation}`, view, config, targets, problems) ??
        [],
    ),
    // What a view shows is computed: nobody sets it.
    columns: view.columns.map((each) => ({
      ...each,
      generated: "stored",
      ...(each.name === key ? { notNull: true as const } : {}),
    })),
  };
}

function foreignKeyOf(
  path: string,
  view: DbTable,
  { column: name, references }: RelationConfig,
  targets: ReadonlyMap<string, DbTable>,
  problems: Problems,
): DbForeignKey | undefined {
  if (name === undefined && references === undefined) return undefined;
  if (name === undefined || references === undefined) {
    problems.error(`${path}.${name === undefined ? "column" : "references"}: is missing`);
    return undefined;
  }
  const column = columnOf(view, name, `${path}.column`, problems);
  const target = targets.get(references);
  if (target === undefined) {
    const meant = nearest(references, targets.keys());
    problems.error(
      `${path}.references: ${references} is not the entity of a table${meant === undefined ? "" : `, did you mean ${meant}?`}`,
    );
  }
  if (column === undefined || target === undefined) return undefined;
  const key = target.columns.find((each) => each.name === target.primaryKey!.columns[0])!;
  if (column.type !== key.type)
    problems.error(
      `${path}.column: ${shown(view)}.${name} is of type ${column.type}, the ids of ${references} are of type ${key.type}.`,
    );
  return {
    name: path,
    columns: [name],
    references: { schema: target.schema, table: target.name, columns: [key.name] },
    deferrable: true,
    initiallyDeferred: true,
  };
}

function columnOf(
  view: DbTable,
  name: string,
  path: string,
  problems: Problems,
): DbColumn | undefined {
  const column = view.columns.find((each) => each.name === name);
  if (column !== undefined) return column;
  const meant = nearest(
    name,
    view.columns.map((each) => each.name),
  );
  problems.error(
    `${path}: ${shown(view)} has no column ${JSON.stringify(name)}${meant === undefined ? "" : `, did you mean ${JSON.stringify(meant)}?`}`,
  );
  return undefined;
}

/** What is said of a relation is found by the relation's column. */
function byColumn([key, config]: readonly [string, RelationConfig]): [string, RelationConfig] {
  const { column, references: _, ...rest } = config;
  return column === undefined ? [key, config] : [`column:${column}`, { name: key, ...rest }];
}
