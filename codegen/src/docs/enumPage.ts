// The page of one enum, be it a table of codes or a type of the database.
import { qualifiedName } from "../erd/qualifiedName.ts";
import type { DomainModel, EnumModel, NativeEnumModel } from "../model/DomainModel.ts";
import { enumOf } from "./fieldRows.ts";
import { html, type Part } from "./html.ts";
import { anchorOf, linkTo } from "./links.ts";
import { page } from "./page.ts";
import { prose, section, table } from "./table.ts";

export function enumPage(each: EnumModel | NativeEnumModel, model: DomainModel): string {
  const { name, comment } = each;
  const isTable = "table" in each;
  return page(model, {
    title: name,
    up: "../",
    current: name,
    body: html`<h1>${name}</h1>
${prose(comment, "lead")}
<dl class="facts" aria-label="About ${name}"><div><dt>${isTable ? "Enum table" : "Enum type"}</dt><dd><code>${isTable ? qualifiedName(each.table) : each.type}</code></dd></div></dl>
${section("values", "Values", isTable ? tableValues(each) : nativeValues(each))}
${section("used", "Used by", usesOf(name, model))}`,
  });
}

function tableValues({ name, values, details }: EnumModel): Part {
  return table(
    `Values of ${name}`,
    ["In code", "Code", "Name", "Id", ...details.map((detail) => detail.name)],
    values.map(({ member, code, name: shown, id, details: cells }) => ({
      cells: [
        html`<code>${name}.${member}</code>`,
        html`<code>${code}</code>`,
        shown,
        id,
        ...details.map((detail) => cells.get(detail.name) ?? html`<span class="soft">null</span>`),
      ],
    })),
  );
}

function nativeValues({ name, values }: NativeEnumModel): Part {
  return table(
    `Values of ${name}`,
    ["In code", "Code", "Name"],
    values.map(({ member, code, name: shown }) => ({
      cells: [html`<code>${name}.${member}</code>`, html`<code>${code}</code>`, shown],
    })),
  );
}

function usesOf(name: string, { entities }: DomainModel): Part {
  const uses = entities.flatMap((entity) =>
    entity.fields
      .filter(
        (field) =>
          ((field.kind === "enum" || field.kind === "m2mEnum") && field.enum === name) ||
          (field.kind === "primitive" && enumOf(field, (each) => each === name) !== undefined),
      )
      .map((field) => [entity.name, field.name] as const),
  );
  if (uses.length === 0) return undefined;
  return html`<ul>${uses.map(([entity, field]) => html`<li><a href="${linkTo("entity", entity, "../")}#${encodeURIComponent(anchorOf(field))}"><code>${entity}.${field}</code></a></li>\n`)}</ul>`;
}
