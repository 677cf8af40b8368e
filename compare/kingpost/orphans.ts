// Scenario 35 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { OrphansObserved } from "../scenarios/orphans.ts";
import { Author } from "./entities/Author.ts";
import { Book } from "./entities/Book.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";

export async function orphans({ newEm, outside }: Stage<EntityManager>): Promise<OrphansObserved> {
  const em = newEm();
  const author = await em.load(Author, "a:1", "books");
  author.books.remove(author.books.get[0]!);
  const isRefused = await em.flush().then(
    () => false,
    () => true,
  );
  const books = await outside("SELECT count(*)::int FROM books WHERE author_id = 1");
  // What hangs on a row is deleted by whoever deletes it: neither knows of it here.
  await outside("DELETE FROM reviews WHERE book_id = 2");
  await outside("DELETE FROM comments WHERE parent_book_id = 2");
  await outside("DELETE FROM books_to_tags WHERE book_id = 2");
  const other = newEm();
  const second = await other.load(Author, "a:2");
  other.delete(await other.load(Book, "b:2"));
  const inCollection = (await second.books.load()).length;
  const inFind = (await other.find(Book, { author: second })).length;
  await other.flush();
  return {
    isRefused,
    books: Number(books),
    inCollection,
    inFind,
    isGone: (await outside("SELECT count(*)::int FROM books WHERE id = 2")) === 0,
  };
}
