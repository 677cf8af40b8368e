// Scenario 35 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { OrphansObserved } from "../scenarios/orphans.ts";
import { Author, Book } from "./entities.ts";

export async function orphans({ newEm, outside }: Stage<EntityManager>): Promise<OrphansObserved> {
  const em = newEm();
  const author = await em.findOneOrFail(Author, 1, { populate: ["books"] });
  const isRefused = await (async () => {
    author.books.remove(author.books.getItems()[0]!);
    await em.flush();
  })().then(
    () => false,
    () => true,
  );
  const books = await outside("SELECT count(*)::int FROM books WHERE author_id = 1");
  // What hangs on a row is deleted by whoever deletes it: neither knows of it here.
  await outside("DELETE FROM reviews WHERE book_id = 2");
  await outside("DELETE FROM comments WHERE parent_book_id = 2");
  await outside("DELETE FROM books_to_tags WHERE book_id = 2");
  const other = newEm();
  const second = await other.findOneOrFail(Author, 2);
  other.remove(await other.findOneOrFail(Book, 2));
  const inCollection = (await second.books.loadItems()).length;
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
