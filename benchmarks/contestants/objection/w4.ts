// W4 with Objection: `insertGraph` within a transaction.
import type { W4Input } from "../../scenarios/w4.ts";
import type { Contestant } from "../Contestant.ts";
import { readCreated } from "../readCreated.ts";
import { Author } from "./models.ts";
import { openKnex } from "./openKnex.ts";

export const w4: Contestant<W4Input> = {
  notes: ["`insertGraph` within `Model.transaction`."],
  open: (url, input) =>
    openKnex(url, async () => {
      const authors = await Author.transaction(
        async (trx) =>
          await Author.query(trx).insertGraph(
            input.authors.map(({ books, ...author }) => ({ ...author, books: [...books] })),
          ),
      );
      return () => readCreated({ authors, books: authors.flatMap(({ books }) => books) });
    }),
};
