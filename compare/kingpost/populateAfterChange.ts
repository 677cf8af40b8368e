// Scenario 37 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { PopulateAfterChangeObserved } from "../scenarios/populateAfterChange.ts";
import { Author } from "./entities/Author.ts";
import { Book } from "./entities/Book.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";

export async function populateAfterChange({
  newEm,
  log,
}: Stage<EntityManager>): Promise<PopulateAfterChangeObserved> {
  const em = newEm();
  const [author, other] = await em.loadAll(Author, ["a:1", "a:2"]);
  const [renamed, moved] = await em.loadAll(Book, ["b:1", "b:31"]);
  const { result, statements } = await log.record(async () => {
    renamed!.title = "Renamed";
    moved!.author.set(other!);
    const added = em.create(Book, { title: "New", author: author! });
    return { added, loaded: await em.populate(author!, "books") };
  });
  const books = result.loaded.books.get;
  return {
    hasNew: books.includes(result.added),
    lostMoved: !books.includes(moved!),
    keptTitle: renamed!.title === "Renamed" && books.includes(renamed!),
    writes: statements.filter((sql) => /^(insert|update|delete)/i.test(sql)).length,
  };
}
