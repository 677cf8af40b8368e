// Scenario 36 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { PartThenWholeObserved } from "../scenarios/partThenWhole.ts";
import { Book } from "./entities.ts";

export async function partThenWhole({
  newEm,
  outside,
}: Stage<EntityManager>): Promise<PartThenWholeObserved> {
  const em = newEm();
  const [part] = await em.find(Book, { id: 1 });
  part!.title = "Changed";
  const [whole] = await em.find(Book, { id: 1 }, { populate: ["synopsis"] });
  const isWhole = whole!.synopsis?.get() === "What happens in Title 1";
  const survives = whole!.title === "Changed";
  await em.flush();
  const isStored = await outside(
    "SELECT title = 'Changed' AND synopsis = 'What happens in Title 1' FROM books WHERE id = 1",
  );
  const isSameObject = (whole as unknown) === part;
  return { isSameObject, isWhole, survives, isStored: isStored === true };
}
