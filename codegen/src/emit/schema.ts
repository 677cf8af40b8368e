// The schema as plain data, for the runtime to link with classes.
import type { Schema } from "kingpost";
import type {
  DomainModel,
  CollectionShape,
  EntityModel,
  FieldModel,
  PrimitiveModel,
} from "../model/DomainModel.ts";
import { termsOf } from "../model/termsOf.ts";
import type { EmitSettings } from "./EmitSettings.ts";
import { idNameOf } from "./idNameOf.ts";
import { Imports } from "./Imports.ts";
import { printValue } from "./printValue.ts";

/** @param fingerprint changes when something changes in the database that the generated code relies on */
export function schema(model: DomainModel, fingerprint: string, settings: EmitSettings): string {
  const imports = new Imports("codegen/schema.ts", settings.extension, ["schema"], ["Schema"]);
  const type = imports.library("kingpost", "Schema", "type");
  return `${imports.print()}

export const schema: ${type} = ${printValue(schemaOf(model, fingerprint))};
`;
}

/** What the file says, as a value. */
export function schemaOf(
  { settings, entities, enums, nativeEnums }: DomainModel,
  fingerprint: string,
): Schema {
  return {
    settings,
    fingerprint,
    entities: recordOf(entities.map((entity) => [entity.name, entityOf(entity)])),
    enums: recordOf<Schema["enums"][string]>([
      ...enums.map(({ name, table, key }) => {
        const isOrdered = table.columns.some((column) => column.name === "sort_order");
        const order = isOrdered ? { orderColumn: "sort_order" } : {};
        return [name, { schemaName: table.schema, tableName: table.name, key, ...order }] as const;
      }),
      ...nativeEnums.map(({ name, type }) => [name, { type }] as const),
    ]),
  };
}

type EntitySchema = Schema["entities"][string];
type FieldSchema = EntitySchema["fields"][string];
type JoinTableSchema = Extract<FieldSchema, { kind: "m2m" }>["joinTable"];

function entityOf({
  tag,
  table,
  subtypeOf,
  isAbstract,
  view,
  discriminator,
  discriminatorValue,
  narrowed,
  inherited,
  id,
  fields,
  isUnlocked,
  uniques,
  foreignKeys,
  orderBy,
  uniqueBy,
  uniqueByMatch,
}: EntityModel): EntitySchema {
  const named = (role: string): string | undefined =>
    fields.find((field) => field.kind === "primitive" && field.role === role)?.name;
  return withoutUndefined({
    tag,
    schemaName: table.schema,
    tableName: table.name,
    subtypeOf: subtypeOf && {
      base: subtypeOf.base,
      kind: subtypeOf.kind,
      ...(subtypeOf.cascades ? { cascades: true } : {}),
    },
    abstract: isAbstract ? true : undefined,
    view,
    discriminator,
    discriminatorValue,
    narrowed: narrowed.length === 0 ? undefined : narrowedOf(narrowed, inherited),
    id: withoutUndefined(id),
    fields: recordOf(
      fields.map((field) => {
        const ids = idNameOf(field, { fields, inherited });
        return [field.name, fieldOf(field, ids)];
      }),
    ),
    timestamps: withoutUndefined({
      createdAt: named("createdAt"),
      updatedAt: named("updatedAt"),
      deletedAt: named("deletedAt"),
    }),
    version: named("version"),
    unlocked: isUnlocked,
    uniques,
    uniqueBy: uniqueBy.length === 0 ? undefined : uniqueBy,
    uniqueByMatch,
    foreignKeys: recordOf(foreignKeys),
    orderBy: orderBy.length === 0 ? undefined : orderBy,
  }) as EntitySchema;
}

/** Only in what they differ from what is inherited. */
function narrowedOf(
  narrowed: ReadonlyArray<FieldModel>,
  inherited: ReadonlyArray<FieldModel>,
): EntitySchema["narrowed"] {
  return recordOf(
    narrowed.map((field) => {
      const wide = inherited.find(({ name }) => name === field.name)!;
      const [is, was] = [field, wide].map((each) => ({
        notNull: "column" in each && each.notNull,
        other: each.kind === "m2o" ? each.other : undefined,
      }));
      return [
        field.name,
        {
          ...(is!.notNull && !was!.notNull ? { notNull: true as const } : {}),
          ...(is!.other === undefined || is!.other === was!.other ? {} : { other: is!.other }),
        },
      ];
    }),
  );
}

/** @param ids the name by which a collection is given by ids; of references that follows from theirs */
function fieldOf(field: FieldModel, ids: string | undefined): FieldSchema {
  switch (field.kind) {
    case "primitive":
      return {
        kind: "primitive",
        ...columnOf(field),
        ...mappingOf(field),
        ...(field.isLazy ? { lazy: true } : {}),
        ...roundingOf(field),
        ...maxLengthOf(field),
        ...protectionOf(field),
      };
    case "enum":
      return { kind: "enum", enum: field.enum, ...columnOf(field), ...protectionOf(field) };
    case "m2o":
      return {
        kind: "m2o",
        other: field.other,
        otherField: field.otherField,
        ...(field.onDelete === undefined ? {} : { onDelete: field.onDelete }),
        ...(field.isDeferred ? { deferred: true } : {}),
        ...columnOf(field),
      };
    case "poly":
      return {
        kind: "poly",
        notNull: field.notNull,
        components: field.components.map((each) => each.field),
      };
    case "o2m":
    case "o2o": {
      const { kind, other, otherField, isLarge } = field;
      if (kind === "o2o") return { kind, other, otherField };
      const shape = shapeOf(field.shown);
      if (isLarge) return { kind, other, otherField, large: true, ...shape };
      return { kind, other, otherField, ...(ids === undefined ? {} : { ids }), ...shape };
    }
    case "recursive":
      return {
        kind: "recursive",
        other: field.other,
        otherField: field.otherField,
        along: field.along,
      };
    case "m2m":
      return {
        kind: "m2m",
        other: field.other,
        otherField: field.otherField,
        ...(ids === undefined ? {} : { ids }),
        joinTable: withoutUndefined(field.joinTable) as JoinTableSchema,
        ...(field.isLarge ? { large: true } : {}),
        ...shapeOf(field.shown),
      };
    case "m2mEnum":
      return {
        kind: "m2mEnum",
        enum: field.enum,
        joinTable: withoutUndefined(field.joinTable) as JoinTableSchema,
      };
  }
}

/** Only in what differs from what all collections are. */
function shapeOf({ orderBy, showsSoftlyDeleted }: CollectionShape): {
  orderBy?: EntitySchema["orderBy"] & {};
  softDeletes?: "include";
} {
  const terms = termsOf(orderBy).map(({ field, direction }) => [field, direction] as const);
  return {
    ...(terms.length === 0 ? {} : { orderBy: terms }),
    ...(showsSoftlyDeleted ? { softDeletes: "include" as const } : {}),
  };
}

function protectionOf({ protection }: { readonly protection: unknown }): { protected?: true } {
  return protection === undefined ? {} : { protected: true };
}

function columnOf({
  column,
  notNull,
  default: value,
  isReadBack,
  isSensitive,
}: Extract<FieldModel, { column: unknown }>): Omit<
  Extract<FieldSchema, { kind: "primitive" }>,
  "kind"
> {
  return {
    column: column.name,
    type: column.type,
    notNull,
    ...(notNull && column.notNull !== true ? { isNullable: true } : {}),
    ...(value === undefined || column.generated !== undefined ? {} : { default: value }),
    ...(column.generated === undefined ? {} : { generated: true }),
    ...(isReadBack === undefined ? {} : { readBack: true }),
    ...(isSensitive === undefined ? {} : { sensitive: true }),
  };
}

/** What the type of the column does not tell. */
function mappingOf({
  mapping,
}: Extract<FieldModel, { kind: "primitive" }>): Partial<
  Extract<FieldSchema, { kind: "primitive" }>
> {
  const { dims, numeric, codec, jsonSchema, onReadError, trim, emptyAsNull } = mapping;
  return withoutUndefined({
    dims,
    numeric,
    convertedBy: codec !== undefined ? ("codec" as const) : jsonSchema && ("jsonSchema" as const),
    onReadError,
    trim,
    emptyAsNull,
  });
}

/** Without a prototype, so that no key has a meaning of its own. */
function recordOf<V>(entries: ReadonlyArray<readonly [string, V]>): Readonly<Record<string, V>> {
  const record = Object.create(null) as Record<string, V>;
  for (const [key, value] of entries) record[key] = value;
  return record;
}

function withoutUndefined<T extends object>(
  value: T,
): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** Types whose values Postgres rounds to the digits that the column is declared with; what is too long for a text it refuses. */
const rounding = /^(?:numeric|timestamp|time|interval)\b/u;

const digits = /^time(?:stamp)?\((\d)\)/u;

function roundingOf({ column }: PrimitiveModel): { readonly rounded?: true | number } {
  const { declared = "" } = column;
  if (!rounding.test(declared)) return {};
  const digit = digits.exec(declared)?.[1];
  return { rounded: digit === undefined ? true : Number(digit) };
}

/** `varchar(n)` and `char(n)`; of a list it would be the length of its members. */
function maxLengthOf({ column }: PrimitiveModel): { maxLength?: number } {
  const [, length] = /^character(?: varying)?\((\d+)\)$/u.exec(column.declared ?? "") ?? [];
  return length === undefined ? {} : { maxLength: Number(length) };
}
