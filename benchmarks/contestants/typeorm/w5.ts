// W5 with TypeORM: `find`, set a field of each, `save` of the list.
import { In } from "typeorm";
import { revised, type W5Input } from "../../scenarios/w5.ts";
import type { Contestant } from "../Contestant.ts";
import type { BookObject } from "../readRecord.ts";
import { Book } from "./entities.ts";
import { openSource } from "./openSource.ts";

type Writable = { -readonly [K in keyof BookObject]: BookObject[K] };

export const w5: Contestant<W5Input> = {
  notes: ["`save` of a list, which is one transaction."],
  open: (url, { bookIds }) =>
    openSource(url, async (manager) => {
      const books: Writable[] = await manager.find(Book, { where: { id: In([...bookIds]) } });
      for (const book of books) book.title = revised(book.title);
      await manager.save(Book, books);
      return () => books.map(({ id, title }) => ["retitled", { id, title }]);
    }),
};
