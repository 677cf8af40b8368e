// The page of one enum, be it a table of codes or a type of the database.
import { qualifiedName } from "../erd/qualifiedName.ts";
import type { DomainModel, EnumModel, NativeEnumModel } from "../model/DomainModel.ts";
import { enumOf } from "./fieldRows.ts";
import { anchorOf, linkTo } from "./links.ts";
import { markup, type Part } from "./markup.ts";
import { page } from "./page.ts";
import { prose, section, table } from "./table.ts";

export function enumPage(each: EnumModel | NativeEnumModel, model: DomainModel): string {
  const { name, comment } = each;
  const isTable = "table" in each;
  return page(model, {
    title: name,
    up: "../",
    current: name,
    body: markup`<h1>${name}</h1>
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
        markup`<code>${name}.${member}</code>`,
        markup`<code>${code}</code>`,
        shown,
        id,
        ...details.map(
          (detail) => cells.get(detail.name) ?? markup`<span class="soft">null</span>`,
        ),
      ],
    })),
  );
}

function nativeValues({ name, values }: NativeEnumModel): Part {
  return table(
    `Values of ${name}`,
    ["In code", "Code", "Name"],
    values.map(({ member, code, name: shown }) => ({
      cells: [markup`<code>${name}.${member}</code>`, markup`<code>${code}</code>`, shown],
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
  return markup`<ul>${uses.map(([entity, field]) => markup`<li><a href="${linkTo("entity", entity, "../")}#${encodeURIComponent(anchorOf(field))}"><code>${entity}.${field}</code></a></li>\n`)}</ul>`;
}
