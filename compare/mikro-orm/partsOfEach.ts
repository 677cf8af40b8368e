// Scenario 24 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { PartsOfEachObserved } from "../scenarios/partsOfEach.ts";
import { Author, Book } from "./entities.ts";

export async function partsOfEach({
  newEm,
  log,
}: Stage<EntityManager>): Promise<PartsOfEachObserved> {
  const em = newEm();
  const books = await em.find(Book, {}, { limit: 30, orderBy: { id: "asc" } });
  const authors = await em.find(Author, {});
  const synopses = await log.record(() => Promise.all(books.map((book) => book.synopsis?.load())));
  const filtered = await log.record(() =>
    Promise.all(
      authors.map((author) => author.books.loadItems({ where: { title: { $like: "%1%" } } })),
    ),
  );
  const first = await log.record(() =>
    Promise.all(
      authors.map((author) => author.books.matching({ orderBy: { title: "asc" }, limit: 2 })),
    ),
  );
  const counts = await log.record(() =>
    Promise.all(authors.map((author) => author.books.loadCount({ refresh: true }))),
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
