// What the search of the pages looks through, as a script: pages that are opened from a disk may load no data.
import type { DomainModel } from "../model/DomainModel.ts";
import { anchorOf, linkTo } from "./links.ts";

export function searchIndex({ entities, enums, nativeEnums }: DomainModel): string {
  /** What is found, what it is, where it is, what else is looked through. */
  const entries: Array<readonly [string, string, string, string]> = [];
  for (const { name, table, comment, fields } of entities) {
    const link = linkTo("entity", name, "");
    entries.push([name, "entity", link, [table.name, comment ?? ""].join(" ")]);
    for (const field of fields)
      entries.push([
        `${name}.${field.name}`,
        "column" in field ? "field" : "relation",
        `${link}#${encodeURIComponent(anchorOf(field.name))}`,
        "column" in field ? `${field.column.name} ${field.comment ?? ""}` : "",
      ]);
  }
  for (const { name, comment, values } of [...enums, ...nativeEnums])
    entries.push([
      name,
      "enum",
      linkTo("enum", name, ""),
      [comment ?? "", ...values.map(({ code }) => code)].join(" "),
    ]);
  return `window.schemaIndex = ${JSON.stringify(entries)};\n`;
}
