// W8 with MikroORM: `populate` by joins, `remove` and `add` of references, one `flush`.
import type { W8Input } from "../../scenarios/w8.ts";
import type { Contestant } from "../Contestant.ts";
import { Book, Tag } from "../mikro-orm/entities.ts";
import { openOrm } from "../mikro-orm/openOrm.ts";
import { readTagged } from "../readSaved.ts";

export const w8: Contestant<W8Input> = {
  notes: [
    '`loadStrategy: "joined"`: one statement with joins.',
    "Tags are referred to by `getReference`, without loading them.",
  ],
  open: (url, { bookIds, changes }) =>
    openOrm(url, { loadStrategy: "joined" }, async (em) => {
      const books = await em.find(Book, { id: { $in: [...bookIds] } }, { populate: ["tags"] });
      const byId = new Map(books.map((book) => [book.id, book]));
      for (const { bookId, off, on } of changes) {
        const { tags } = byId.get(bookId)!;
        tags.remove(em.getReference(Tag, off));
        tags.add(em.getReference(Tag, on));
      }
      await em.flush();
      return () =>
        books.map((book) =>
          readTagged(
            book.id,
            book.tags.getItems().map(({ id }) => id),
          ),
        );
    }),
};
