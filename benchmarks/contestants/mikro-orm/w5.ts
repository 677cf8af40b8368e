// W5 with MikroORM: `find`, set a field of each, one `flush`.
import { revised, type W5Input } from "../../scenarios/w5.ts";
import type { Contestant } from "../Contestant.ts";
import { Book } from "./entities.ts";
import { openOrm } from "./openOrm.ts";

export const w5: Contestant<W5Input> = {
  notes: ["No version property: nothing is checked."],
  open: (url, { bookIds }) =>
    openOrm(url, {}, async (em) => {
      const books = await em.find(Book, { id: { $in: [...bookIds] } });
      for (const book of books) book.title = revised(book.title);
      await em.flush();
      return () => books.map(({ id, title }) => ["retitled", { id, title }]);
    }),
};
