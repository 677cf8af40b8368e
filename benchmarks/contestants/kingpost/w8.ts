// W8 with Kingpost: a hint, `remove` and `add`, one `flush`.
import type { W8Input } from "../../scenarios/w8.ts";
import type { Contestant } from "../Contestant.ts";
import { readTagged } from "../readSaved.ts";
import { Book } from "./entities/Book.ts";
import { Tag } from "./entities/Tag.ts";
import { openDriver } from "./openDriver.ts";

export const w8: Contestant<W8Input> = {
  notes: ["The tags that are added are loaded as entities, most of which are in memory already."],
  open: (url, { bookIds, changes }) =>
    openDriver(url, async (em) => {
      const books = await em.loadAll(
        Book,
        bookIds.map((id) => `b:${id}`),
        "tags",
      );
      const added = await em.loadAll(
        Tag,
        changes.map(({ on }) => `t:${on}`),
      );
      for (const [n, { off }] of changes.entries()) {
        const { tags } = books[n]!;
        tags.remove(tags.get.find(({ id }) => id === `t:${off}`)!);
        tags.add(added[n]!);
      }
      await em.flush();
      return () =>
        books.map((book) =>
          readTagged(
            Number(book.idUntagged),
            book.tags.get.map(({ idUntagged }) => Number(idUntagged)),
          ),
        );
    }),
};
