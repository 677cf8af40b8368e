// W5 with Kingpost: `loadAll`, set a field of each, one `flush`.
import type { Reading } from "../../scenarios/Reading.ts";
import { revised, type W5Input } from "../../scenarios/w5.ts";
import type { Contestant } from "../Contestant.ts";
import { Book } from "./entities/Book.ts";
import { openDriver } from "./openDriver.ts";

export const w5: Contestant<W5Input> = {
  notes: [
    "Each UPDATE checks that no row was changed meanwhile, and locks rows in the order of their keys.",
  ],
  open: (url, { bookIds }) =>
    openDriver(url, async (em) => {
      const ids = bookIds.map((id) => `b:${id}`);
      const books = await em.loadAll(Book, ids);
      for (const book of books) book.title = revised(book.title);
      await em.flush();
      return () => books.map(read);
    }),
};

function read({ idUntagged, title }: Book): Reading {
  return ["retitled", { id: Number(idUntagged), title }];
}
