// W1 with Drizzle: one select.
import type { W1Input } from "../../scenarios/w1.ts";
import type { Contestant } from "../Contestant.ts";
import { readAuthor } from "../readRecord.ts";
import { nothing, openDatabase } from "./openDatabase.ts";
import { authors } from "./schema.ts";

export const w1: Contestant<W1Input> = {
  notes: [],
  open: (url) =>
    openDatabase(url, nothing, async (db) => {
      const found = await db.select().from(authors);
      return () => found.map((author) => ["author", readAuthor(author)]);
    }),
};
