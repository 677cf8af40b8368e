// Scenario 3 with MikroORM.
import { ref } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { BothSidesObserved } from "../scenarios/bothSides.ts";
import { Author, Book } from "./entities.ts";

export async function bothSides({
  newEm,
  outside,
}: Stage<EntityManager>): Promise<BothSidesObserved> {
  const em = newEm();
  const book = await em.findOneOrFail(Book, 1);
  const [old, loaded] = await em.find(
    Author,
    { id: [1, 2] },
    { populate: ["books"], orderBy: { id: "asc" } },
  );
  book.author = ref(loaded!);
  const leftOld = !old!.books.contains(book);
  const joinedLoaded = loaded!.books.contains(book);

  const em2 = newEm();
  const moved = await em2.findOneOrFail(Book, 1);
  const unloaded = await em2.findOneOrFail(Author, 3);
  moved.author = ref(unloaded);
  const joinedUnloaded = (await unloaded.books.loadItems()).includes(moved);
  await em2.flush();
  return {
    leftOld,
    joinedLoaded,
    joinedUnloaded,
    stayed: unloaded.books.contains(moved),
    isStored: (await outside("SELECT author_id FROM books WHERE id = 1")) === 3,
  };
}
