// W9b with MikroORM and its data loader: references that are loaded in one tick are one statement.
import { DataloaderType } from "@mikro-orm/core";
import type { W9bInput } from "../../scenarios/w9b.ts";
import type { Contestant } from "../Contestant.ts";
import { Book } from "../mikro-orm/entities.ts";
import { openOrm } from "../mikro-orm/openOrm.ts";
import { readBook } from "../mikro-orm/readEntity.ts";

export const w9b: Contestant<W9bInput> = {
  notes: ["`dataloader: DataloaderType.ALL`, which is not MikroORM's default."],
  open: (url, { bookIds }) =>
    openOrm(url, { dataloader: DataloaderType.ALL }, async (em) => {
      const books = await Promise.all(
        bookIds.map((id) => em.getReference(Book, id, { wrapped: true }).loadOrFail()),
      );
      return () => books.map((book) => ["book", readBook(book)]);
    }),
};
