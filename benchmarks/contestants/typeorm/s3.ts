// S3 with TypeORM: the same `find` with relations twice.
import { In } from "typeorm";
import type { S3Input } from "../../scenarios/s3.ts";
import type { Contestant } from "../Contestant.ts";
import { readNested } from "../readTrees.ts";
import { Author, type AuthorEntity } from "./entities.ts";
import { openSource } from "./openSource.ts";

export const s3: Contestant<S3Input> = {
  notes: ["It has no session that knows what is there: the second part loads the whole tree."],
  open: (url, { authorIds, knownIds }) =>
    openSource(url, async (manager) => {
      const load = (ids: ReadonlyArray<number>): Promise<AuthorEntity[]> =>
        manager.find(Author, {
          where: { id: In([...ids]) },
          relations: { books: { reviews: true } },
          relationLoadStrategy: "join",
        });
      const known = await load(knownIds);
      const all = await load(authorIds);
      return () => [...readNested(known), ...readNested(all)];
    }),
};
