// W2 with MikroORM: `populate` of the path, joined into one statement.
import type { W2Input } from "../../scenarios/w2.ts";
import type { Contestant } from "../Contestant.ts";
import { Author } from "../mikro-orm/entities.ts";
import { openOrm } from "../mikro-orm/openOrm.ts";
import { readLoaded } from "../mikro-orm/readLoaded.ts";

export const w2: Contestant<W2Input> = {
  notes: ['`loadStrategy: "joined"`: one statement with joins.'],
  open: (url, { authorIds }) =>
    openOrm(url, { loadStrategy: "joined" }, async (em) => {
      const authors = await em.find(
        Author,
        { id: { $in: [...authorIds] } },
        { populate: ["books.reviews"] },
      );
      return () => [...readLoaded(authors)];
    }),
};
