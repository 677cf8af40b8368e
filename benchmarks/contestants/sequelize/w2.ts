// W2 with Sequelize: nested `include`, which joins.
import type { W2Input } from "../../scenarios/w2.ts";
import type { Contestant } from "../Contestant.ts";
import { readNested } from "../readTrees.ts";
import { openSequelize } from "./openSequelize.ts";

export const w2: Contestant<W2Input> = {
  notes: ["Nested `include`, which is one statement with joins."],
  open: (url, { authorIds }) =>
    openSequelize(url, async ({ Author }) => {
      const authors = await Author.findAll({
        where: { id: [...authorIds] },
        include: { association: "books", include: [{ association: "reviews" }] },
      });
      return () => [...readNested(authors)];
    }),
};
