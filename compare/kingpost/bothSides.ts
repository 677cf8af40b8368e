// Scenario 3 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { BothSidesObserved } from "../scenarios/bothSides.ts";
import { Author } from "./entities/Author.ts";
import { Book } from "./entities/Book.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";

export async function bothSides({
  newEm,
  outside,
}: Stage<EntityManager>): Promise<BothSidesObserved> {
  const em = newEm();
  const book = await em.load(Book, "b:1");
  const [old, loaded] = await em.loadAll(Author, ["a:1", "a:2"], "books");
  book.author.set(loaded!);
  const leftOld = !old!.books.get.includes(book);
  const joinedLoaded = loaded!.books.get.includes(book);

  const em2 = newEm();
  const moved = await em2.load(Book, "b:1");
  const unloaded = await em2.load(Author, "a:3");
  moved.author.set(unloaded);
  const joinedUnloaded = (await unloaded.books.load()).includes(moved);
  await em2.flush();
  return {
    leftOld,
    joinedLoaded,
    joinedUnloaded,
    stayed: (await unloaded.books.load()).includes(moved),
    isStored: (await outside("SELECT author_id FROM books WHERE id = 1")) === 3,
  };
}
