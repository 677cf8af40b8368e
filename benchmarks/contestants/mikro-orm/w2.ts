// W2 with MikroORM: `populate` of the path, a statement for each relation.
import type { W2Input } from "../../scenarios/w2.ts";
import type { Contestant } from "../Contestant.ts";
import { Author } from "./entities.ts";
import { openOrm } from "./openOrm.ts";
import { readLoaded } from "./readLoaded.ts";

export const w2: Contestant<W2Input> = {
  notes: [
    '`loadStrategy: "select-in"`: a statement for each relation, which is what its default does with collections.',
  ],
  open: (url, { authorIds }) =>
    openOrm(url, { loadStrategy: "select-in" }, async (em) => {
      const authors = await em.find(
        Author,
        { id: { $in: [...authorIds] } },
        { populate: ["books.reviews"] },
      );
      return () => [...readLoaded(authors)];
    }),
};
