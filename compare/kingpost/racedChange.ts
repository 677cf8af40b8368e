// Scenario 18 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { RacedChangeObserved } from "../scenarios/racedChange.ts";
import { Book } from "./entities/Book.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";

export async function racedChange({ newEm }: Stage<EntityManager>): Promise<RacedChangeObserved> {
  const race = async (ids: ReadonlyArray<string>, title: string): Promise<string> => {
    const [first, second] = [newEm(), newEm()];
    const [mine, yours] = [await first.loadAll(Book, ids), await second.loadAll(Book, ids)];
    for (const book of mine) book.title = `${title}, mine`;
    for (const book of yours) book.title = `${title}, yours`;
    await first.flush();
    try {
      await second.flush();
      return "the first change is lost";
    } catch (error) {
      return `refused: ${error instanceof Error ? error.name : String(error)}`;
    }
  };
  return { one: await race(["b:1"], "One"), two: await race(["b:2", "b:3"], "Two") };
}
