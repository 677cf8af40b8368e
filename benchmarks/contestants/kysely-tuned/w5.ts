// W5 with Kysely: an update from `unnest`.
import { sql } from "kysely";
import { revised, type W5Input } from "../../scenarios/w5.ts";
import type { Contestant } from "../Contestant.ts";
import { bookColumns } from "../kysely/columns.ts";
import { openDatabase } from "../kysely/openDatabase.ts";
import { columnsOf } from "./columnsOf.ts";

export const w5: Contestant<W5Input> = {
  notes: [
    "`unnest` by the `sql` tag: one array for each column in place of a value for each cell.",
  ],
  open: (url, { bookIds }) =>
    openDatabase(url, async (db) => {
      const found = await db
        .selectFrom("books")
        .select(bookColumns)
        .where("id", "in", bookIds)
        .execute();
      const books = found.map((book) => ({ ...book, title: revised(book.title) }));
      await db.transaction().execute(async (tx) => {
        await tx
          .updateTable("books")
          .from(
            columnsOf(
              books.map(({ id, title }) => ({ id, title })),
              { id: "int", title: "text" },
              "u",
            ),
          )
          .set((eb) => ({ title: eb.ref("u.title"), updated_at: sql`now()` }))
          .whereRef("books.id", "=", "u.id")
          .execute();
      });
      return () => books.map(({ id, title }) => ["retitled", { id, title }]);
    }),
};
