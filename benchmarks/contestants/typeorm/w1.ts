// W1 with TypeORM: one `find`.
import type { W1Input } from "../../scenarios/w1.ts";
import type { Contestant } from "../Contestant.ts";
import { readAuthor } from "../readRecord.ts";
import { Author } from "./entities.ts";
import { openSource } from "./openSource.ts";

export const w1: Contestant<W1Input> = {
  notes: ["Entity schemas in place of decorators, in all items."],
  open: (url) =>
    openSource(url, async (manager) => {
      const authors = await manager.find(Author);
      return () => authors.map((author) => ["author", readAuthor(author)]);
    }),
};
