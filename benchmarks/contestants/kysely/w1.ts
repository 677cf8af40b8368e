// W1 with Kysely: one select.
import type { W1Input } from "../../scenarios/w1.ts";
import type { Contestant } from "../Contestant.ts";
import { readAuthor } from "../pg/rows.ts";
import { authorColumns } from "./columns.ts";
import { openDatabase } from "./openDatabase.ts";

export const w1: Contestant<W1Input> = {
  notes: [],
  open: (url) =>
    openDatabase(url, async (db) => {
      const authors = await db.selectFrom("authors").select(authorColumns).execute();
      return () => authors.map((author) => ["author", readAuthor(author)]);
    }),
};
