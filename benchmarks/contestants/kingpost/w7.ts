// W7 with Kingpost: a find with a nested filter.
import { readFinds, type W7Input } from "../../scenarios/w7.ts";
import type { Contestant } from "../Contestant.ts";
import { Book } from "./entities/Book.ts";
import { EntityManager } from "./entities/codegen/domain.ts";
import { openDriver } from "./openDriver.ts";
import { readBook } from "./readEntity.ts";

export const w7: Contestant<W7Input> = {
  notes: ["Entities keep the row as it came and decode a cell when it is first read."],
  open: (url, { publisherNames, minRating, limit }) =>
    openDriver(url, async ({ driver }) => {
      const finds: Array<ReadonlyArray<Book>> = [];
      for (const name of publisherNames) {
        const em = new EntityManager({}, driver);
        const where = { author: { publisher: { name } }, reviews: { rating: { gte: minRating } } };
        finds.push(await em.find(Book, where, { orderBy: { title: "ASC" }, limit }));
      }
      return () => readFinds(finds, readBook);
    }),
};
