// W1 with MikroORM: one `find`, managed entities.
import type { W1Input } from "../../scenarios/w1.ts";
import type { Contestant } from "../Contestant.ts";
import { Author } from "./entities.ts";
import { openOrm } from "./openOrm.ts";
import { readAuthor } from "./readEntity.ts";

export const w1: Contestant<W1Input> = {
  notes: [],
  open: (url) =>
    openOrm(url, {}, async (em) => {
      const authors = await em.find(Author, {});
      return () => authors.map((author) => ["author", readAuthor(author)]);
    }),
};
