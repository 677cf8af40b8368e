// Graphs that a flush writes whole or not at all: an author with five books, each with a review, and what was changed and deleted
// beside them.
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";

export const booksPerAuthor = 5;

/** Makes one in the em, by a name of its own. */
export function createGraph(em: EntityManager, name: string): void {
  const author = em.create(Author, { firstName: name });
  for (let at = 0; at < booksPerAuthor; at++) {
    const book = em.create(Book, { title: `${name}.${at}`, author });
    em.create(Review, { rating: 1 + at, book });
  }
}

/** A graph that is there, which `changeGraph` will change. */
export async function givenGraph(em: EntityManager, name: string): Promise<void> {
  createGraph(em, name);
  for (const book of em.getEntities(Book)) book.tags.add(em.create(Tag, { name: book.title }));
  await em.flush();
}

/** Every kind of write at once, on a graph that is there: what `isChanged` tells from what was before. */
export async function changeGraph(em: EntityManager, name: string): Promise<void> {
  const author = await em.findOneOrFail(
    Author,
    { firstName: name },
    { populate: { books: ["reviews", "tags"] } },
  );
  const books = author.books.get.toSorted((a, b) => (a.title < b.title ? -1 : 1));
  author.lastName = "changed";
  books[0]!.title = `${name} changed`;
  books[1]!.tags.removeAll();
  books[2]!.tags.add(books[0]!.tags.get[0]!);
  em.delete(books[3]!.reviews.get);
  em.delete([books[4]!, ...books[4]!.reviews.get]);
  em.create(Book, { title: `${name}.new`, author, tags: books[0]!.tags.get });
}

/** What another session sees of a graph, as one text. */
export const graphSql = `
  SELECT concat_ws(' ', a.last_name,
    (SELECT string_agg(b.title, ',' ORDER BY b.title) FROM books b WHERE b.author_id = a.id),
    (SELECT count(*) FROM reviews r JOIN books b ON b.id = r.book_id WHERE b.author_id = a.id),
    (SELECT count(*) FROM books_to_tags j JOIN books b ON b.id = j.book_id WHERE b.author_id = a.id)) AS graph
  FROM authors a WHERE a.first_name = $1`;

export function graphBefore(name: string): string {
  return `${[0, 1, 2, 3, 4].map((at) => `${name}.${at}`).join(",")} 5 5`;
}

export function graphAfter(name: string): string {
  const titles = [`${name} changed`, `${name}.1`, `${name}.2`, `${name}.3`, `${name}.new`];
  return `changed ${titles.join(",")} 3 5`;
}
