// W7 with Kysely: a query with two joins and EXISTS.
import { readFinds, type W7Input } from "../../scenarios/w7.ts";
import type { Contestant } from "../Contestant.ts";
import { type BookRow, readBook } from "../pg/rows.ts";
import { openDatabase } from "./openDatabase.ts";

const columns = [
  "b.id",
  "b.author_id",
  "b.title",
  "b.isbn",
  "b.pages",
  "b.price_cents",
  "b.created_at",
  "b.updated_at",
] as const;

export const w7: Contestant<W7Input> = {
  notes: [],
  open: (url, { publisherNames, minRating, limit }) =>
    openDatabase(url, async (db) => {
      const finds: Array<ReadonlyArray<BookRow>> = [];
      for (const name of publisherNames)
        finds.push(
          await db
            .selectFrom("books as b")
            .innerJoin("authors as a", "a.id", "b.author_id")
            .innerJoin("publishers as p", "p.id", "a.publisher_id")
            .select(columns)
            .where("p.name", "=", name)
            .where((eb) =>
              eb.exists(
                eb
                  .selectFrom("reviews as r")
                  .select("r.id")
                  .whereRef("r.book_id", "=", "b.id")
                  .where("r.rating", ">=", minRating),
              ),
            )
            .orderBy("b.title")
            .limit(limit)
            .execute(),
        );
      return () => readFinds(finds, readBook);
    }),
};
