// W2 with Sequelize: nested `include` with `separate`.
import type { W2Input } from "../../scenarios/w2.ts";
import type { Contestant } from "../Contestant.ts";
import { readNested } from "../readTrees.ts";
import { openSequelize } from "../sequelize/openSequelize.ts";

export const w2: Contestant<W2Input> = {
  notes: ["Nested `include` with `separate: true`: a statement for each relation."],
  open: (url, { authorIds }) =>
    openSequelize(url, async ({ Author }) => {
      const authors = await Author.findAll({
        where: { id: [...authorIds] },
        include: {
          association: "books",
          separate: true,
          include: [{ association: "reviews", separate: true }],
        },
      });
      return () => [...readNested(authors)];
    }),
};
