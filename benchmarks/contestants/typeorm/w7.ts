// W7 with TypeORM: its query builder, which can say EXISTS.
import { readFinds, type W7Input } from "../../scenarios/w7.ts";
import type { Contestant } from "../Contestant.ts";
import { type BookObject, readBook } from "../readRecord.ts";
import { Book, Review } from "./entities.ts";
import { openSource } from "./openSource.ts";

export const w7: Contestant<W7Input> = {
  notes: ["The query builder: `find` would join the reviews and so find books several times."],
  open: (url, { publisherNames, minRating, limit }) =>
    openSource(url, async (manager) => {
      const finds: Array<ReadonlyArray<BookObject>> = [];
      for (const name of publisherNames) {
        const query = manager
          .createQueryBuilder(Book, "b")
          .innerJoin("b.author", "a")
          .innerJoin("a.publisher", "p");
        const praised = query
          .subQuery()
          .select("1")
          .from(Review, "r")
          .where("r.bookId = b.id AND r.rating >= :minRating");
        const found = query
          .where("p.name = :name", { name })
          .andWhereExists(praised)
          .setParameter("minRating", minRating)
          .orderBy("b.title")
          .limit(limit);
        finds.push(await found.getMany());
      }
      return () => readFinds(finds, readBook);
    }),
};
