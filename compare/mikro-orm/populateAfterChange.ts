// Scenario 37 with MikroORM.
import { ref } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { PopulateAfterChangeObserved } from "../scenarios/populateAfterChange.ts";
import { Author, Book } from "./entities.ts";

export async function populateAfterChange({
  newEm,
  log,
}: Stage<EntityManager>): Promise<PopulateAfterChangeObserved> {
  const em = newEm();
  const [author, other] = await em.find(Author, { id: [1, 2] }, { orderBy: { id: "asc" } });
  const [renamed, moved] = await em.find(Book, { id: [1, 31] }, { orderBy: { id: "asc" } });
  const { result, statements } = await log.record(async () => {
    renamed!.title = "Renamed";
    moved!.author = ref(other!);
    const added = em.create(Book, { title: "New", author: author! }, { partial: true });
    const [loaded] = await em.populate([author!], ["books"]);
    return { added, books: loaded!.books.getItems() };
  });
  return {
    hasNew: result.books.includes(result.added),
    lostMoved: !result.books.includes(moved!),
    keptTitle: renamed!.title === "Renamed" && result.books.includes(renamed!),
    writes: statements.filter((sql) => /^(insert|update|delete)/i.test(sql)).length,
  };
}
