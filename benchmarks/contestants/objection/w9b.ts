// W9b with Objection: `findById` for each id, all at the same time.
import type { W9bInput } from "../../scenarios/w9b.ts";
import type { Contestant } from "../Contestant.ts";
import { readBook } from "../readRecord.ts";
import { Book } from "./models.ts";
import { openKnex } from "./openKnex.ts";

export const w9b: Contestant<W9bInput> = {
  notes: ["There is nothing in Objection that batches; Knex's pool has 10 connections."],
  open: (url, { bookIds }) =>
    openKnex(url, async () => {
      const books = await Promise.all(bookIds.map((id) => Book.query().findById(id).execute()));
      return () => books.map((book) => ["book", readBook(book!)]);
    }),
};
