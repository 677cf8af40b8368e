// A domain of a few tables that our own migrations would not make, described in as few words as a test needs.
import {
  BaseEntity,
  createDomain,
  type Domain,
  type EntityConstructor,
  type EntitySchema,
  type EntityTypes,
  field,
  type FieldSchema,
  setField,
} from "kingpost";

export interface SmallTable {
  readonly table: string;
  readonly id?: Partial<EntitySchema["id"]>;
  /** Types by column; the field is named as the column. */
  readonly columns?: Readonly<Record<string, string | Partial<FieldSchema>>>;
  /** The other entity by field; the column is `<field>_id`. */
  readonly references?: Readonly<
    Record<string, { to: string; notNull?: boolean; type?: string; deferred?: true }>
  >;
  readonly uniques?: ReadonlyArray<ReadonlyArray<string>>;
  readonly version?: string;
  readonly updatedAt?: string;
  readonly unlocked?: true;
}

/** What these tests set is of no type that the compiler knows. */
interface RowTypes extends EntityTypes {
  id: string;
  opts: Record<string, unknown>;
  filter: Record<string, unknown>;
  unique: Record<string, Record<string, unknown>>;
}

export abstract class Row extends BaseEntity {
  declare readonly __types: RowTypes;

  read(name: string): unknown {
    return field(this, name);
  }

  write(name: string, value: unknown): void {
    setField(this, name, value);
  }
}

export interface SmallDomain {
  readonly domain: Domain;
  readonly classes: Readonly<Record<string, EntityConstructor<Row>>>;
}

export function smallDomain(tables: Readonly<Record<string, SmallTable>>): SmallDomain {
  const classes = Object.fromEntries(
    Object.keys(tables).map((name) => [
      name,
      class extends Row {
        static readonly tagName: string = name.toLowerCase();
      } as unknown as EntityConstructor<Row>,
    ]),
  );
  const entities = Object.fromEntries(
    Object.entries(tables).map(([name, table]) => [name, entityOf(name, table, tables)]),
  );
  const schema = {
    settings: { tagDelimiter: ":", idType: "tagged-string" as const },
    fingerprint: Object.keys(tables).join(" "),
    enums: {},
    entities,
  };
  return { domain: createDomain({ schema, entities: () => classes }), classes };
}

function entityOf(
  name: string,
  {
    table,
    id,
    columns = {},
    references = {},
    uniques = [],
    version,
    updatedAt,
    unlocked,
  }: SmallTable,
  tables: Readonly<Record<string, SmallTable>>,
): EntitySchema {
  const fields: Record<string, FieldSchema> = {};
  for (const [column, given] of Object.entries(columns))
    fields[column] = {
      kind: "primitive",
      column,
      type: "text",
      notNull: false,
      ...(typeof given === "string" ? { type: given } : given),
    } as FieldSchema;
  for (const [reference, { to, notNull = false, type = "integer", deferred }] of Object.entries(
    references,
  ))
    fields[reference] = {
      kind: "m2o",
      column: `${reference}_id`,
      type,
      notNull,
      ...(deferred && { deferred }),
      other: to,
      otherField: `${name}_${reference}`,
    };
  for (const [other, { references: theirs = {} }] of Object.entries(tables))
    for (const [reference, { to }] of Object.entries(theirs))
      if (to === name)
        fields[`${other}_${reference}`] = { kind: "o2m", other, otherField: reference };
  return {
    tag: name.toLowerCase(),
    schemaName: "public",
    tableName: table,
    id: {
      column: "id",
      key: "int",
      generator: "sequence",
      sequence: `public.${table}_id_seq`,
      ...id,
    },
    fields,
    timestamps: updatedAt === undefined ? {} : { updatedAt },
    ...(version === undefined ? {} : { version }),
    ...(unlocked === undefined ? {} : { unlocked }),
    uniques: uniques.map((names) => ({
      name: `${table}_${names.join("_")}_key`,
      fields: [...names],
    })),
    foreignKeys: Object.fromEntries(
      Object.keys(references).map((reference) => [`${table}_${reference}_id_fkey`, reference]),
    ),
  };
}
