// What is documented, for programs to read.
import type { DomainModel } from "../model/DomainModel.ts";
import { printValue } from "./printValue.ts";

export function metadataDocs({ entities }: DomainModel): string {
  const docs = Object.fromEntries(
    entities.flatMap(({ name, comment, fields }) => {
      const members = fields.flatMap((field) =>
        field.comment === undefined ? [] : [[field.name, field.comment] as const],
      );
      if (comment === undefined && members.length === 0) return [];
      return [
        [
          name,
          {
            ...(comment === undefined ? {} : { overview: comment }),
            fields: Object.fromEntries(members),
          },
        ],
      ];
    }),
  );
  return `
/** The words about entities and their members, from their documentation and from comments in the database. */
export const docs = ${printValue(docs)} as const;
`;
}
