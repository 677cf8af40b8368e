// Scenario 30 with Kingpost.
import { cpuOf } from "../runner/cpuOf.ts";
import type { Stage } from "../runner/Stage.ts";
import { addManyRows } from "../scenarios/addManyRows.ts";
import { growth } from "../scenarios/growth.ts";
import type { TransactionWithManyObserved } from "../scenarios/transactionWithMany.ts";
import { Author } from "./entities/Author.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";

export async function transactionWithMany({
  newEm,
  outside,
}: Stage<EntityManager>): Promise<TransactionWithManyObserved> {
  await addManyRows(outside, 5_000);
  const rename = (held: number): Promise<number> =>
    cpuOf(
      3,
      async () => {
        const em = newEm();
        const [author] = await em.find(Author, {}, { limit: held });
        return { em, author: author! };
      },
      async ({ em, author }) => {
        for (let n = 0; n < 10; n++)
          await em.transaction(async () => {
            author.lastName = `Renamed ${author.version}`;
          });
      },
    );
  await rename(500);
  const few = await rename(500);
  const many = await rename(5_000);
  return {
    isStored:
      (await outside("SELECT last_name LIKE 'Renamed%' FROM authors WHERE id = 1")) === true,
    grows: growth(few, many),
  };
}
