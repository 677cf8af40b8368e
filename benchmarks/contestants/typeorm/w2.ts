// W2 with TypeORM: `find` with relations.
import { In } from "typeorm";
import type { W2Input } from "../../scenarios/w2.ts";
import type { Contestant } from "../Contestant.ts";
import { readNested } from "../readTrees.ts";
import { Author } from "./entities.ts";
import { openSource } from "./openSource.ts";

export const w2: Contestant<W2Input> = {
  notes: ["`find` with `relations`, which is one statement with joins."],
  open: (url, { authorIds }) =>
    openSource(url, async (manager) => {
      const authors = await manager.find(Author, {
        where: { id: In([...authorIds]) },
        relations: { books: { reviews: true } },
      });
      return () => [...readNested(authors)];
    }),
};
