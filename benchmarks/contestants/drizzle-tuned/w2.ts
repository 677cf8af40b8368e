// W2 with Drizzle: a relational query that is prepared.
import { sql } from "drizzle-orm";
import type { W2Input } from "../../scenarios/w2.ts";
import type { Contestant } from "../Contestant.ts";
import { openDatabase } from "../drizzle/openDatabase.ts";
import { authors } from "../drizzle/schema.ts";
import { readNested } from "../readTrees.ts";

export const w2: Contestant<W2Input> = {
  notes: [
    "The query is prepared, as its page on performance advises. The ids are one array, by `sql`.",
  ],
  open: (url, { authorIds }) =>
    openDatabase(
      url,
      (db) =>
        db.query.authors
          .findMany({
            where: sql`${authors.id} = any(${sql.placeholder("ids")})`,
            with: { books: { with: { reviews: true } } },
          })
          .prepare("w2"),
      async (_, find) => {
        const found = await find.execute({ ids: [...authorIds] });
        return () => [...readNested(found)];
      },
    ),
};
