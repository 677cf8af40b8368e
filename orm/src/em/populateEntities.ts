// Populates entities that users give: of several types at once, some of them perhaps deleted or not there.
import { parseHint } from "../hints/parseHint.ts";
import { groupBy } from "../kit/groupBy.ts";
import { populate } from "../loading/populate.ts";
import type { Entity } from "../types/Entity.ts";
import { ownStates } from "./ownStates.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

/** @throws InvalidHintError (`INVALID_HINT`), ForeignEntityError (`FOREIGN_ENTITY`), DetachedEntityError (`DETACHED`) */
export async function populateEntities(
  { session, loader }: UnitOfWork,
  entities: ReadonlyArray<Entity | undefined>,
  hint: unknown,
): Promise<void> {
  const states = ownStates(session, entities);
  // One hint means other relations in each type.
  const trees = [...groupBy(states, ({ meta }) => meta)].map(
    ([meta, group]) => [group, parseHint(meta, hint)] as const,
  );
  await Promise.all(
    trees.map(([group, tree]) =>
      populate(
        loader,
        group.filter(({ deleted }) => deleted !== "flushed"),
        tree,
      ),
    ),
  );
}
