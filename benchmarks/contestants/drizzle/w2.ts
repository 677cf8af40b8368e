// W2 with Drizzle: a relational query, which is one statement.
import { inArray } from "drizzle-orm";
import type { W2Input } from "../../scenarios/w2.ts";
import type { Contestant } from "../Contestant.ts";
import { readNested } from "../readTrees.ts";
import { nothing, openDatabase } from "./openDatabase.ts";
import { authors } from "./schema.ts";

export const w2: Contestant<W2Input> = {
  notes: ["`db.query` with nested `with`."],
  open: (url, { authorIds }) =>
    openDatabase(url, nothing, async (db) => {
      const found = await db.query.authors.findMany({
        where: inArray(authors.id, [...authorIds]),
        with: { books: { with: { reviews: true } } },
      });
      return () => [...readNested(found)];
    }),
};
