// W1 with Kingpost: one `find`.
import type { W1Input } from "../../scenarios/w1.ts";
import type { Contestant } from "../Contestant.ts";
import { Author } from "./entities/Author.ts";
import { openDriver } from "./openDriver.ts";
import { readAuthor } from "./readEntity.ts";

export const w1: Contestant<W1Input> = {
  notes: ["Entities keep the row as it came and decode a cell when it is first read."],
  open: (url) =>
    openDriver(url, async (em) => {
      const authors = await em.find(Author, {});
      return () => authors.map((author) => ["author", readAuthor(author)]);
    }),
};
