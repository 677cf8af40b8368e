// W5 with Kingpost: `find`, setters, and one `flush`.
import type { W5Input } from "../../scenarios/w5.ts";
import type { Contestant } from "../Contestant.ts";
import { Book } from "./entities/Book.ts";
import { openDriver } from "./openDriver.ts";

export const w5: Contestant<W5Input> = {
  notes: [
    "The rows are locked in the order of their keys before they are written, and a row that was changed since it was read fails the flush.",
  ],
  open: (url, { bookIds, suffix }) => {
    const ids = bookIds.map((id) => `b:${id}`);
    return openDriver(url, async (em) => {
      const books = await em.find(Book, { id: ids });
      for (const book of books) book.title += suffix;
      await em.flush();
      return () =>
        books.map(({ idUntagged, title }) => ["renamed book", { id: Number(idUntagged), title }]);
    });
  },
};
