// W1 with Objection: one query.
import type { W1Input } from "../../scenarios/w1.ts";
import type { Contestant } from "../Contestant.ts";
import { readAuthor } from "../readRecord.ts";
import { Author } from "./models.ts";
import { openKnex } from "./openKnex.ts";

export const w1: Contestant<W1Input> = {
  notes: [],
  open: (url) =>
    openKnex(url, async () => {
      const authors = await Author.query();
      return () => authors.map((author) => ["author", readAuthor(author)]);
    }),
};
