// The fields of an entity that are stored in its row.
import { shortType } from "../erd/shortType.ts";
import type {
  ColumnFieldModel,
  EntityModel,
  FieldModel,
  PolymorphicModel,
  PrimitiveModel,
} from "../model/DomainModel.ts";
import { anchorOf, linkTo } from "./links.ts";
import { markup, type Part } from "./markup.ts";
import { prose, table } from "./table.ts";
import { typeText } from "./typeText.ts";

export function fieldTable(
  entity: EntityModel,
  fields: ReadonlyArray<FieldModel>,
  isEnum: (name: string) => boolean,
  caption: string,
): Part {
  const rows = fields.filter((field) => "column" in field || field.kind === "poly");
  if (rows.length === 0) return undefined;
  return table(
    caption,
    ["Field", "Type", "Column", "Null", "Default", "About"],
    rows.map((field) => ({
      id: anchorOf(field.name),
      cells: field.kind === "poly" ? polymorphicCells(field) : cellsOf(field, entity, isEnum),
    })),
  );
}

function cellsOf(
  field: ColumnFieldModel,
  { table: { primaryKey } }: EntityModel,
  isEnum: (name: string) => boolean,
): ReadonlyArray<Part> {
  const { column } = field;
  const declared = shortType(column.declared ?? column.type);
  return [
    markup`<code>${field.name}</code>`,
    typeOf(field, isEnum),
    markup`<code>${column.name}</code> <span class="soft">${column.domain === undefined ? declared : `${column.domain} (${declared})`}</span>`,
    field.notNull ? markup`<span class="no">no</span>` : "yes",
    defaultOf(field),
    [
      badges(field, primaryKey?.columns.includes(column.name) === true).map(
        (badge) => markup`<span class="badge">${badge}</span> `,
      ),
      prose(field.comment),
    ],
  ];
}

function polymorphicCells({ name, notNull, components }: PolymorphicModel): ReadonlyArray<Part> {
  return [
    markup`<code>${name}</code>`,
    components.map(
      ({ other }, at) =>
        markup`${at > 0 && " | "}<a href="${linkTo("entity", other, "../")}">${other}</a>`,
    ),
    markup`<span class="soft">one of</span> ${components.map(({ field }, at) => markup`${at > 0 && ", "}<a href="#${anchorOf(field)}"><code>${field}</code></a>`)}`,
    notNull ? markup`<span class="no">no</span>` : "yes",
    "",
    markup`<span class="badge">polymorphic</span>`,
  ];
}

function typeOf(field: ColumnFieldModel, isEnum: (name: string) => boolean): Part {
  if (field.kind === "m2o")
    return markup`<a href="${linkTo("entity", field.other, "../")}">${field.other}</a>`;
  if (field.kind === "enum")
    return markup`<a href="${linkTo("enum", field.enum, "../")}">${field.enum}</a>${field.isArray && "[]"}`;
  const text = typeText(field.type);
  const name = enumOf(field, isEnum);
  return name === undefined
    ? markup`<code>${text}</code>`
    : markup`<a href="${linkTo("enum", name, "../")}">${text}</a>`;
}

/** The native enum that a column holds values of. */
export function enumOf(
  { type }: PrimitiveModel,
  isEnum: (name: string) => boolean,
): string | undefined {
  const element = type.kind === "list" ? type.of : type;
  return element.kind === "name" && element.from === "enum" && isEnum(element.name)
    ? element.name
    : undefined;
}

function defaultOf({ column, hasDefaultInCode }: ColumnFieldModel): Part {
  const parts: Part[] = [];
  if (column.identity !== undefined) parts.push(`identity, ${column.identity}`);
  if (column.default !== undefined) parts.push(markup`<code>${column.default}</code>`);
  if (column.expression !== undefined)
    parts.push(
      markup`<code>${column.expression}</code> <span class="soft">${column.generated}</span>`,
    );
  if (hasDefaultInCode) parts.push("set in code");
  return parts.map((part, at) => (at === 0 ? part : markup`<br>${part}`));
}

function badges(field: ColumnFieldModel, isKey: boolean): ReadonlyArray<string> {
  const { column } = field;
  return [
    ...(isKey ? ["key"] : []),
    ...(field.unique ? ["unique"] : []),
    ...(column.generated === undefined ? [] : ["generated"]),
    ...(field.isReadBack === undefined || column.generated !== undefined ? [] : ["read back"]),
    ...(field.isDiscriminator === undefined ? [] : ["tells the type"]),
    ...(field.kind === "m2o" && field.component !== undefined
      ? [`part of ${field.component}`]
      : []),
    ...(field.kind === "primitive" ? primitiveBadges(field) : []),
    ...(field.kind !== "m2o" && field.protection === "set" ? ["set by the class only"] : []),
    ...(field.kind !== "m2o" && field.protection === "read" ? ["private to the class"] : []),
  ];
}

const roles = {
  createdAt: "when it was made",
  updatedAt: "when it changed",
  deletedAt: "soft delete",
  version: "optimistic lock",
} as const;

function primitiveBadges({ role, isLazy, mapping }: PrimitiveModel): ReadonlyArray<string> {
  return [
    ...(role === undefined ? [] : [roles[role]]),
    ...(isLazy ? ["lazy"] : []),
    ...(mapping.codec === undefined ? [] : [`converted by ${mapping.codec.name}`]),
    ...(mapping.jsonSchema === undefined ? [] : [`checked by ${mapping.jsonSchema.name}`]),
  ];
}
