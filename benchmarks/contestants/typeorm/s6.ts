// S6 with TypeORM: a data source and one `findOneByOrFail`.
import type { S6Input } from "../../scenarios/s6.ts";
import type { Contestant } from "../Contestant.ts";
import { readAuthor } from "../readRecord.ts";
import { Author } from "./entities.ts";
import { openSource } from "./openSource.ts";

export const s6: Contestant<S6Input> = {
  notes: [],
  open: (url, { authorId }) =>
    openSource(url, async (manager) => {
      const author = await manager.findOneByOrFail(Author, { id: authorId });
      return () => [["author", readAuthor(author)]];
    }),
};
