// S6 with Kingpost: the domain, a driver, one load.
import type { S6Input } from "../../scenarios/s6.ts";
import type { Contestant } from "../Contestant.ts";
import { Author } from "./entities/Author.ts";
import { openDriver } from "./openDriver.ts";
import { readAuthor } from "./readEntity.ts";

export const s6: Contestant<S6Input> = {
  notes: [],
  open: (url, { authorId }) =>
    openDriver(url, async (em) => {
      const author = await em.load(Author, `a:${authorId}`);
      return () => [["author", readAuthor(author)]];
    }),
};
