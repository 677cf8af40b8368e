// W8 with Kingpost: books populated with their tags, `remove` and `add`, and one `flush`.
import type { Reading } from "../../scenarios/Reading.ts";
import type { W8Input } from "../../scenarios/w8.ts";
import type { Contestant } from "../Contestant.ts";
import { Book } from "./entities/Book.ts";
import { Tag } from "./entities/Tag.ts";
import { openDriver } from "./openDriver.ts";

export const w8: Contestant<W8Input> = {
  notes: [
    "Books, tags and links are locked in the order of their keys before anything is written.",
    "A tag that no loaded book had is loaded before it is put on: at the full size there is none.",
  ],
  open: (url, { bookIds, changes }) => {
    const ids = bookIds.map((id) => `b:${id}`);
    const changesOf = [...changes].map(
      ([id, { off, on }]) => [`b:${id}`, `t:${off}`, `t:${on}`] as const,
    );
    const ons = [...new Set(changesOf.map(([, , on]) => on))];
    return openDriver(url, async (em) => {
      const books = await em.find(Book, { id: ids }, { populate: "tags" });
      const missing = ons.filter((id) => em.getEntity(id) === undefined);
      if (missing.length > 0) await em.loadAll(Tag, missing);
      const byId = new Map(books.map((book) => [book.id, book]));
      for (const [id, off, on] of changesOf) {
        const { tags } = byId.get(id)!;
        tags.remove(em.getEntity(off) as Tag);
        tags.add(em.getEntity(on) as Tag);
      }
      await em.flush();
      return () =>
        books.flatMap(({ idUntagged, tags }) =>
          tags.get.map((tag): Reading => [
            "link",
            { bookId: Number(idUntagged), tagId: Number(tag.idUntagged) },
          ]),
        );
    });
  },
};
