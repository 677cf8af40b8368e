// Scenario 18 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { RacedChangeObserved } from "../scenarios/racedChange.ts";
import { Book } from "./entities.ts";

export async function racedChange({ newEm }: Stage<EntityManager>): Promise<RacedChangeObserved> {
  const race = async (ids: ReadonlyArray<number>, title: string): Promise<string> => {
    const [first, second] = [newEm(), newEm()];
    const [mine, yours] = [
      await first.find(Book, { id: [...ids] }),
      await second.find(Book, { id: [...ids] }),
    ];
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
  return { one: await race([1], "One"), two: await race([2, 3], "Two") };
}
