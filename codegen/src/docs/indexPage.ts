// The first page: everything there is, with what its comment says first.
import { qualifiedName } from "../erd/qualifiedName.ts";
import type { DomainModel } from "../model/DomainModel.ts";
import { linkTo } from "./links.ts";
import { markup, type Part } from "./markup.ts";
import { page } from "./page.ts";
import { section, table } from "./table.ts";

export function indexPage(model: DomainModel): string {
  const { entities, enums, nativeEnums } = model;
  const relations = entities.flatMap(({ fields }) =>
    fields.filter((field) => field.kind === "m2o" || field.kind === "m2m"),
  );
  const numbers: ReadonlyArray<readonly [number, string, string]> = [
    [entities.length, "entity", "entities"],
    [
      entities.flatMap(({ fields }) => fields.filter((field) => "column" in field)).length,
      "field",
      "fields",
    ],
    [relations.length, "reference or join table", "references and join tables"],
    [enums.length + nativeEnums.length, "enum", "enums"],
  ];
  return page(model, {
    title: "Schema",
    up: "",
    body: markup`<h1>Schema</h1>
<ul class="numbers">${numbers.map(([number, one, many]) => markup`<li><b>${number}</b> ${number === 1 ? one : many}</li>\n`)}</ul>
${entities.length === 0 && markup`<p>There is no entity yet: make a table by a migration.</p>`}
${section("entities", "Entities", entityTable(model))}
${section("enums", "Enums", enumTable(model))}`,
  });
}

function entityTable({ entities }: DomainModel): Part {
  if (entities.length === 0) return undefined;
  return table(
    "Entities",
    ["Entity", "Table", "About", "Fields", "Relations"],
    entities.map(({ name, table: stored, comment, fields, subtypeOf }) => ({
      cells: [
        markup`<a href="${linkTo("entity", name, "")}">${name}</a>${subtypeOf !== undefined && markup` <span class="soft">is a ${subtypeOf.base}</span>`}`,
        markup`<code>${qualifiedName(stored)}</code>`,
        firstLine(comment),
        fields.filter((field) => "column" in field).length,
        fields.filter(({ kind }) => !["primitive", "enum"].includes(kind)).length,
      ],
    })),
  );
}

function enumTable({ enums, nativeEnums }: DomainModel): Part {
  const all = [
    ...enums.map((each) => ({ ...each, source: qualifiedName(each.table) })),
    ...nativeEnums.map((each) => ({ ...each, source: each.type })),
  ];
  if (all.length === 0) return undefined;
  return table(
    "Enums",
    ["Enum", "In the database", "About", "Values"],
    all.map(({ name, source, comment, values }) => ({
      cells: [
        markup`<a href="${linkTo("enum", name, "")}">${name}</a>`,
        markup`<code>${source}</code>`,
        firstLine(comment),
        values.length,
      ],
    })),
  );
}

function firstLine(comment: string | undefined): string | undefined {
  return comment?.split("\n")[0];
}
