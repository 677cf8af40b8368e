// Scenario 24 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { PartsOfEachObserved } from "../scenarios/partsOfEach.ts";
import { Author } from "./entities/Author.ts";
import { Book } from "./entities/Book.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";

export async function partsOfEach({
  newEm,
  log,
}: Stage<EntityManager>): Promise<PartsOfEachObserved> {
  const em = newEm();
  const books = await em.find(Book, {}, { limit: 30 });
  const authors = await em.find(Author, {});
  const synopses = await log.record(() => Promise.all(books.map((book) => book.synopsis.load())));
  const filtered = await log.record(() =>
    Promise.all(authors.map((author) => em.find(Book, { author, title: { like: "%1%" } }))),
  );
  const first = await log.record(() =>
    Promise.all(
      authors.map((author) => em.find(Book, { author }, { orderBy: { title: "ASC" }, limit: 2 })),
    ),
  );
  const counts = await log.record(() =>
    Promise.all(authors.map((author) => em.findCount(Book, { author }))),
  );
  return {
    synopses: synopses.result.filter((synopsis) => synopsis?.startsWith("What")).length,
    lazyColumns: synopses.statements.length,
    filtered: filtered.result.flat().length,
    filters: filtered.statements.length,
    first: first.result.flat().length,
    pages: first.statements.length,
    counted: counts.result.reduce((sum, count) => sum + count, 0),
    counts: counts.statements.length,
  };
}
