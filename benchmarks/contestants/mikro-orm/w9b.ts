// W9b with MikroORM as it comes: references that are loaded one by one.
import type { W9bInput } from "../../scenarios/w9b.ts";
import type { Contestant } from "../Contestant.ts";
import { Book } from "./entities.ts";
import { openOrm } from "./openOrm.ts";
import { readBook } from "./readEntity.ts";

export const w9b: Contestant<W9bInput> = {
  notes: ["MikroORM as it comes, without its data loader, on its pool of up to ten connections."],
  open: (url, { bookIds }) =>
    openOrm(url, {}, async (em) => {
      const books = await Promise.all(
        bookIds.map((id) => em.getReference(Book, id, { wrapped: true }).loadOrFail()),
      );
      return () => books.map((book) => ["book", readBook(book)]);
    }),
};
