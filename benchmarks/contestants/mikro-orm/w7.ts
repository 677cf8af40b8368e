// W7 with MikroORM: a find with a nested filter and a collection operator.
import { readFinds, type W7Input } from "../../scenarios/w7.ts";
import type { Contestant } from "../Contestant.ts";
import { Book } from "./entities.ts";
import { openOrm } from "./openOrm.ts";
import { readBook } from "./readEntity.ts";

export const w7: Contestant<W7Input> = {
  notes: [],
  open: (url, { publisherNames, minRating, limit }) =>
    openOrm(url, {}, async (em) => {
      const finds: Array<ReadonlyArray<Book>> = [];
      for (const name of publisherNames) {
        const where = {
          author: { publisher: { name } },
          reviews: { $some: { rating: { $gte: minRating } } },
        };
        finds.push(await em.fork().find(Book, where, { orderBy: { title: "asc" }, limit }));
      }
      return () => readFinds(finds, readBook);
    }),
};
