// W1 with Drizzle: one select that is prepared.
import type { W1Input } from "../../scenarios/w1.ts";
import type { Contestant } from "../Contestant.ts";
import { openDatabase } from "../drizzle/openDatabase.ts";
import { authors } from "../drizzle/schema.ts";
import { readAuthor } from "../readRecord.ts";

export const w1: Contestant<W1Input> = {
  notes: ["The query is prepared, as its page on performance advises."],
  open: (url) =>
    openDatabase(
      url,
      (db) => db.select().from(authors).prepare("w1"),
      async (_, find) => {
        const found = await find.execute();
        return () => found.map((author) => ["author", readAuthor(author)]);
      },
    ),
};
