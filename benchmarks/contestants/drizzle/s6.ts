// S6 with Drizzle: a pool and one select.
import { eq } from "drizzle-orm";
import type { S6Input } from "../../scenarios/s6.ts";
import type { Contestant } from "../Contestant.ts";
import { readAuthor } from "../readRecord.ts";
import { nothing, openDatabase } from "./openDatabase.ts";
import { authors } from "./schema.ts";

export const s6: Contestant<S6Input> = {
  notes: [],
  open: (url, { authorId }) =>
    openDatabase(url, nothing, async (db) => {
      const found = await db.select().from(authors).where(eq(authors.id, authorId));
      return () => found.map((author) => ["author", readAuthor(author)]);
    }),
};
