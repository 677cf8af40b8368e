// The relations of an entity: what leads from it, and what leads to it from other tables.
import { qualifiedName } from "../erd/qualifiedName.ts";
import type { EntityModel, FieldModel, JoinTableModel } from "../model/DomainModel.ts";
import { anchorOf, linkTo, type PageKind } from "./links.ts";
import { markup, type Part } from "./markup.ts";
import { table } from "./table.ts";

export function relationTable(
  entity: EntityModel,
  fields: ReadonlyArray<FieldModel>,
  caption: string,
): Part {
  const rows = fields.flatMap((field) => {
    const cells = cellsOf(field, entity);
    // The row of a reference's column has the field's anchor already.
    const id = "column" in field ? {} : { id: anchorOf(field.name) };
    return cells === undefined ? [] : [{ ...id, cells }];
  });
  if (rows.length === 0) return undefined;
  return table(caption, ["Relation", "Leads to", "Kind", "Back by", "In the database"], rows);
}

function cellsOf(field: FieldModel, entity: EntityModel): ReadonlyArray<Part> | undefined {
  const name = markup`<code>${field.name}</code>`;
  switch (field.kind) {
    case "primitive":
    case "enum":
    case "poly":
      return undefined;
    case "m2o":
      return [
        name,
        page("entity", field.other),
        [field.unique ? "one to one" : "many to one", !field.notNull && ", optional"],
        member(field.other, field.otherField),
        foreignKeyOf(field.column.name, entity),
      ];
    case "o2m":
    case "o2o":
      return [
        name,
        page("entity", field.other),
        [
          field.kind === "o2o" ? "one to one" : "one to many",
          field.isLarge && ", never loaded as a whole",
          shownOf(field),
        ],
        member(field.other, field.otherField),
        "",
      ];
    case "m2m":
      return [
        name,
        page("entity", field.other),
        ["many to many", field.isLarge && ", never loaded as a whole", shownOf(field)],
        member(field.other, field.otherField),
        joinOf(field.joinTable),
      ];
    case "m2mEnum":
      return [name, page("enum", field.enum), "codes of an enum", "", joinOf(field.joinTable)];
    case "recursive":
      return [
        name,
        page("entity", field.other),
        markup`all along <a href="#${anchorOf(field.along)}"><code>${field.along}</code></a>`,
        member(field.other, field.otherField),
        "",
      ];
  }
}

function shownOf({
  shown: { orderBy, showsSoftlyDeleted },
}: Extract<FieldModel, { shown: unknown }>): Part {
  const order = typeof orderBy === "string" ? orderBy : orderBy?.join(", ");
  return [
    order !== undefined && markup`, in the order of <code>${order}</code>`,
    showsSoftlyDeleted && ", softly deleted ones included",
  ];
}

function page(kind: PageKind, name: string): Part {
  return markup`<a href="${linkTo(kind, name, "../")}">${name}</a>`;
}

function member(entity: string, field: string): Part {
  const link = `${linkTo("entity", entity, "../")}#${encodeURIComponent(anchorOf(field))}`;
  return markup`<a href="${link}"><code>${entity}.${field}</code></a>`;
}

function joinOf({ schemaName, tableName, column, otherColumn }: JoinTableModel): Part {
  const name = qualifiedName({ schema: schemaName, name: tableName });
  return markup`<code>${name}</code> <span class="soft">by ${column} and ${otherColumn}</span>`;
}

const actions = {
  cascade: "deleted with it",
  "set null": "set to NULL when it is deleted",
  "set default": "set to its default when it is deleted",
  restrict: "it cannot be deleted before",
} as const;

function foreignKeyOf(column: string, { table: { foreignKeys } }: EntityModel): Part {
  const keys = foreignKeys.filter(({ columns }) => columns.length === 1 && columns[0] === column);
  return keys.map(({ name, onDelete, initiallyDeferred }, at) => {
    const notes = [
      ...(onDelete === undefined ? [] : [actions[onDelete]]),
      ...(initiallyDeferred === true ? ["checked at COMMIT"] : []),
    ];
    return markup`${at > 0 && markup`<br>`}<code>${name}</code>${notes.length > 0 && markup` <span class="soft">${notes.join(", ")}</span>`}`;
  });
}
