// What is drawn of a model: every entity with its fields, every enum with its codes, and what leads where.
import { compareText } from "../model/compareText.ts";
import type {
  ColumnFieldModel,
  DomainModel,
  EntityModel,
  EnumModel,
  ManyToManyModel,
  NativeEnumModel,
} from "../model/DomainModel.ts";
import type { Box, Diagram, Line, Row } from "./Diagram.ts";
import { qualifiedName } from "./qualifiedName.ts";
import { shortType } from "./shortType.ts";

export interface DiagramOptions {
  /** How many rows of a box are shown; what the rest are is counted. Keys and references are always shown. Default: all. */
  readonly rows?: { readonly ofEntities: number; readonly ofEnums: number };
}

export function diagramOf(
  model: DomainModel,
  {
    rows: { ofEntities, ofEnums } = { ofEntities: Infinity, ofEnums: Infinity },
  }: DiagramOptions = {},
): Diagram {
  const { entities, enums, nativeEnums } = model;
  return {
    boxes: [
      ...entities.map((entity) => shortened(entityBox(entity), ofEntities)),
      ...enums.map((each) => shortened(enumBox(each, qualifiedName(each.table)), ofEnums)),
      ...nativeEnums.map((each) => shortened(enumBox(each, each.type), ofEnums)),
    ].toSorted((a, b) => compareText(a.name, b.name)),
    lines: entities
      .flatMap((entity) => linesOf(entity, model))
      .toSorted((a, b) => compareText(keyOf(a), keyOf(b))),
  };
}

function keyOf({ from, to, label }: Line): string {
  return [from.box, to.box, label].join("\n");
}

function entityBox({ name, table, comment, isAbstract, id, fields, subtypeOf }: EntityModel): Box {
  const keyColumn = table.columns.find((column) => column.name === id.column);
  const key: Row = {
    name: "id",
    type: shortType(keyColumn?.declared ?? keyColumn?.type ?? id.key),
    mark: "key",
    isNullable: false,
    comment: undefined,
  };
  return {
    name,
    kind: "entity",
    source: qualifiedName(table),
    comment,
    isAbstract,
    // The key of a subtype is that of what it extends.
    rows: [...(subtypeOf === undefined ? [key] : []), ...fields.flatMap(rowsOf)],
  };
}

function rowsOf(field: EntityModel["fields"][number]): ReadonlyArray<Row> {
  return "column" in field ? [rowOf(field)] : [];
}

function rowOf(field: ColumnFieldModel): Row {
  const { column } = field;
  const type =
    field.kind === "primitive" ? shortType(column.declared ?? column.type) : typeOf(field);
  return {
    name: field.name,
    type,
    mark: field.kind === "m2o" ? "reference" : field.unique ? "unique" : undefined,
    isNullable: !field.notNull,
    comment: field.comment,
  };
}

function typeOf(field: Exclude<ColumnFieldModel, { kind: "primitive" }>): string {
  if (field.kind === "m2o") return field.other;
  return field.isArray ? `${field.enum}[]` : field.enum;
}

function enumBox({ name, comment, values }: EnumModel | NativeEnumModel, source: string): Box {
  const rows = values.map(({ code }) => plainRow(code));
  return { name, kind: "enum", source, comment, isAbstract: false, rows };
}

function plainRow(name: string): Row {
  return { name, type: "", mark: undefined, isNullable: false, comment: undefined };
}

function isKept({ mark }: Row): boolean {
  return mark === "key" || mark === "reference";
}

function shortened(box: Box, longest: number): Box {
  if (box.rows.length <= longest) return box;
  // One row is left for what is said of the rest.
  let room = longest - box.rows.filter(isKept).length;
  const rows = box.rows.filter((row) => isKept(row) || room-- > 0);
  return { ...box, rows: [...rows, plainRow(`… ${box.rows.length - rows.length} more`)] };
}

function linesOf(entity: EntityModel, { nativeEnums }: DomainModel): ReadonlyArray<Line> {
  const isNative = new Map(nativeEnums.map(({ name, type }) => [type, name]));
  const lines: Line[] = [];
  const { name: box, subtypeOf } = entity;
  if (subtypeOf !== undefined)
    lines.push({
      from: { box, row: undefined, count: "zero or one" },
      to: { box: subtypeOf.base, row: undefined, count: "one" },
      label: "extends",
      kind: "extends",
    });
  for (const field of entity.fields) {
    const native =
      field.kind === "primitive"
        ? isNative.get(field.column.type.replace(/\[\]$/u, ""))
        : undefined;
    const enumName = field.kind === "enum" ? field.enum : native;
    if (enumName !== undefined && "column" in field)
      lines.push({
        from: { box, row: field.name, count: "many" },
        to: {
          box: enumName,
          row: undefined,
          count: field.column.type.endsWith("[]") ? "many" : upTo(field.notNull),
        },
        label: field.name,
        kind: "enum",
      });
    else if (field.kind === "m2o")
      lines.push({
        from: { box, row: field.name, count: field.unique ? "zero or one" : "many" },
        to: { box: field.other, row: undefined, count: upTo(field.notNull) },
        label: field.name,
        kind: "reference",
      });
    else if (field.kind === "m2mEnum")
      lines.push({
        from: { box, row: undefined, count: "many" },
        to: { box: field.enum, row: undefined, count: "many" },
        label: field.name,
        kind: "enum",
      });
    else if (field.kind === "m2m" && isDrawnFrom(entity, field))
      lines.push({
        from: { box, row: undefined, count: "many" },
        to: { box: field.other, row: undefined, count: "many" },
        label: `${field.name} / ${field.otherField}`,
        kind: "join",
      });
  }
  return lines;
}

function upTo(notNull: boolean): "one" | "zero or one" {
  return notNull ? "one" : "zero or one";
}

/** A join table is one line, though both of its ends have a member. */
function isDrawnFrom({ name }: EntityModel, field: ManyToManyModel): boolean {
  if (name !== field.other) return compareText(name, field.other) < 0;
  return compareText(field.joinTable.column, field.joinTable.otherColumn) <= 0;
}
