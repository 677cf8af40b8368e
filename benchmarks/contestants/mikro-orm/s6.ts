// S6 with MikroORM: `init`, a fork, one `findOneOrFail`.
import type { S6Input } from "../../scenarios/s6.ts";
import type { Contestant } from "../Contestant.ts";
import { Author } from "./entities.ts";
import { openOrm } from "./openOrm.ts";
import { readAuthor } from "./readEntity.ts";

export const s6: Contestant<S6Input> = {
  notes: [],
  open: (url, { authorId }) =>
    openOrm(url, {}, async (em) => {
      const author = await em.findOneOrFail(Author, authorId);
      return () => [["author", readAuthor(author)]];
    }),
};
