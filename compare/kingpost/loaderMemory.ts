// Scenario 31 with Kingpost.
import { heapOf } from "../runner/heapOf.ts";
import type { Stage } from "../runner/Stage.ts";
import type { LoaderMemoryObserved } from "../scenarios/loaderMemory.ts";
import { Author } from "./entities/Author.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";

export async function loaderMemory({ newEm }: Stage<EntityManager>): Promise<LoaderMemoryObserved> {
  const em = newEm();
  const authors = await em.find(Author, {});
  let books = 0;
  const reload = async (times: number): Promise<void> => {
    for (let n = 0; n < times; n++) {
      const loaded = await Promise.all(
        authors.map((author) => author.books.load({ forceReload: true })),
      );
      books = new Set(loaded.flat()).size;
    }
  };
  await reload(20);
  // Of several times the least is the truest: what else the process keeps only adds.
  let bytes = Infinity;
  for (let n = 0; n < 3; n++) {
    const before = heapOf();
    await reload(20);
    bytes = Math.min(bytes, Math.max(0, Math.round((heapOf() - before) / 20)));
  }
  return { books: books, bytes };
}
