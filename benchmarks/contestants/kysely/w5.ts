// W5 with Kysely: an update from a list of values, by the helper of its recipe.
import { sql } from "kysely";
import { revised, type W5Input } from "../../scenarios/w5.ts";
import type { Contestant } from "../Contestant.ts";
import { bookColumns } from "./columns.ts";
import { openDatabase } from "./openDatabase.ts";
import { values } from "./values.ts";

export const w5: Contestant<W5Input> = {
  notes: ["`updateTable … from (values …)`, by the `values` of its recipe on extending Kysely."],
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
            values(
              books.map(({ id, title }) => ({ id, title })),
              "u",
            ),
          )
          .set((eb) => ({ title: eb.ref("u.title"), updated_at: sql`now()` }))
          .whereRef("books.id", "=", sql<number>`u.id::int`)
          .execute();
      });
      return () => books.map(({ id, title }) => ["retitled", { id, title }]);
    }),
};
