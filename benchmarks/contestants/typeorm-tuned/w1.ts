// W1 with TypeORM: its query builder, rows in place of entities.
import type { W1Input } from "../../scenarios/w1.ts";
import type { Contestant } from "../Contestant.ts";
import { type AuthorObject, readAuthor } from "../readRecord.ts";
import { Author } from "../typeorm/entities.ts";
import { openSource } from "../typeorm/openSource.ts";
import { rawColumns } from "./rawColumns.ts";

export const w1: Contestant<W1Input> = {
  notes: [
    "`getRawMany`: rows in place of entities, which its page on performance has for when whole objects are not needed.",
  ],
  open: (url) =>
    openSource(url, async (manager) => {
      const authors = await rawColumns(manager, Author).getRawMany<AuthorObject>();
      return () => authors.map((author) => ["author", readAuthor(author)]);
    }),
};
