// Entities with the words that people wrote about them, which count for more than comments in the database.
import { nearest } from "../config/nearest.ts";
import type { PropertySource } from "../source/EntitySource.ts";
import type { EntityModel } from "./DomainModel.ts";
import type { Problems } from "./Problems.ts";
import { readMarkdown } from "./readMarkdown.ts";

/** @param own members that the entity's file declares, which are documented like others */
export function withDocumentation(
  entity: EntityModel,
  text: string | undefined,
  own: ReadonlyArray<PropertySource>,
  problems: Problems,
): EntityModel {
  if (text === undefined) return entity;
  const { overview, fields } = readMarkdown(text);
  const names = [...entity.fields, ...own].map(({ name }) => name);
  for (const name of fields.keys()) {
    if (names.includes(name)) continue;
    const meant = nearest(name, names);
    problems.warn(
      `${entity.file}.md: ${entity.name} has no member ${name}${meant === undefined ? "" : `, did you mean ${meant}?`}`,
    );
  }
  return {
    ...entity,
    comment: overview ?? entity.comment,
    fields: entity.fields.map((field) => {
      const words = fields.get(field.name);
      return words === undefined ? field : { ...field, comment: words };
    }),
  };
}
