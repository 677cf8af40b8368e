// W6 with Drizzle: a relational query, then a transaction with an `insert`, updates with a CASE and a `delete`.
import { asc, inArray, sql, type SQL } from "drizzle-orm";
import { older, type W6Input } from "../../scenarios/w6.ts";
import type { Contestant } from "../Contestant.ts";
import { readSaved } from "../readSaved.ts";
import { nothing, openDatabase } from "./openDatabase.ts";
import { authors, books, reviews } from "./schema.ts";

export const w6: Contestant<W6Input> = {
  notes: [
    "One `update` per table with `sql` of a CASE, as its guide for many rows with different values shows.",
  ],
  open: (url, { authorIds, newBooks, reviewIds }) =>
    openDatabase(url, nothing, async (db) => {
      const found = await db.query.authors.findMany({
        where: inArray(authors.id, [...authorIds]),
        with: { books: { orderBy: asc(books.id) } },
      });
      const doomed = await db
        .select()
        .from(reviews)
        .where(inArray(reviews.id, [...reviewIds]));
      const byId = new Map(found.map((author) => [author.id, author]));
      const changed = authorIds.map((id) => byId.get(id)!);
      const firstBooks = changed.map((author) => author.books[0]!);
      for (const author of changed) author.age = older(author.age);
      for (const book of firstBooks) book.pages += 1;
      const values = changed.flatMap(({ id }, n) =>
        newBooks[n]!.map((book) => ({ ...book, authorId: id })),
      );
      const deletedIds = doomed.map(({ id }) => id);
      const added = await db.transaction(async (tx) => {
        const created = await tx.insert(books).values(values).returning();
        const updatedAt = new Date();
        const ages = caseOf(
          changed.map(({ id, age }) => sql`when ${authors.id} = ${id} then ${age}::int`),
        );
        await tx
          .update(authors)
          .set({ age: ages, updatedAt })
          .where(inArray(authors.id, [...authorIds]));
        const pages = caseOf(
          firstBooks.map((book) => sql`when ${books.id} = ${book.id} then ${book.pages}::int`),
        );
        await tx
          .update(books)
          .set({ pages, updatedAt })
          .where(
            inArray(
              books.id,
              firstBooks.map(({ id }) => id),
            ),
          );
        await tx.delete(reviews).where(inArray(reviews.id, deletedIds));
        return created;
      });
      return () => readSaved({ authors: changed, books: firstBooks, added, deletedIds });
    }),
};

function caseOf(branches: ReadonlyArray<SQL>): SQL {
  return sql.join([sql`(case`, ...branches, sql`end)`], sql.raw(" "));
}
