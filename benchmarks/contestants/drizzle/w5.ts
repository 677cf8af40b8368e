// W5 with Drizzle: its guide for many rows with different values, an `update` with a CASE.
import { inArray, sql, type SQL } from "drizzle-orm";
import { revised, type W5Input } from "../../scenarios/w5.ts";
import type { Contestant } from "../Contestant.ts";
import { nothing, openDatabase } from "./openDatabase.ts";
import { books } from "./schema.ts";

export const w5: Contestant<W5Input> = {
  notes: [
    "One `update` with `sql` of a CASE, as its guide for many rows with different values shows.",
  ],
  open: (url, { bookIds }) =>
    openDatabase(url, nothing, async (db) => {
      const found = await db
        .select()
        .from(books)
        .where(inArray(books.id, [...bookIds]));
      for (const book of found) book.title = revised(book.title);
      const cases: SQL[] = [sql`(case`];
      for (const { id, title } of found) cases.push(sql`when ${books.id} = ${id} then ${title}`);
      cases.push(sql`end)`);
      await db.transaction(async (tx) => {
        await tx
          .update(books)
          .set({ title: sql.join(cases, sql.raw(" ")), updatedAt: new Date() })
          .where(inArray(books.id, [...bookIds]));
      });
      return () => found.map(({ id, title }) => ["retitled", { id, title }]);
    }),
};
