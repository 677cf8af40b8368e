// W7 with Objection: a query with joined relations and a related sub-query.
import { readFinds, type W7Input } from "../../scenarios/w7.ts";
import type { Contestant } from "../Contestant.ts";
import { type BookObject, readBook } from "../readRecord.ts";
import { Book } from "./models.ts";
import { openKnex } from "./openKnex.ts";

export const w7: Contestant<W7Input> = {
  notes: [],
  open: (url, { publisherNames, minRating, limit }) =>
    openKnex(url, async () => {
      const finds: Array<ReadonlyArray<BookObject>> = [];
      for (const name of publisherNames)
        finds.push(
          await Book.query()
            .select("books.*")
            .joinRelated("author.publisher")
            .where("author:publisher.name", name)
            .whereExists(Book.relatedQuery("reviews").where("rating", ">=", minRating))
            .orderBy("books.title")
            .limit(limit),
        );
      return () => readFinds(finds, readBook);
    }),
};
