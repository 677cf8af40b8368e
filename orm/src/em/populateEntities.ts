// Populates entities that users give: of several types at once, some of them perhaps deleted or not there.
import type { HintTree } from "../hints/HintTree.ts";
import { checkHint, treeOf } from "../hints/parseHint.ts";
import { populate } from "../loading/populate.ts";
import type { PopulateOptions } from "../session/ports.ts";
import type { Entity } from "../types/Entity.ts";
import { ownStates } from "./ownStates.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

/** @throws InvalidHintError (`INVALID_HINT`), ForeignEntityError (`FOREIGN_ENTITY`), DetachedEntityError (`DETACHED`) */
export async function populateEntities(
  { session }: UnitOfWork,
  entities: ReadonlyArray<Entity | undefined>,
  hint: unknown,
): Promise<void> {
  const states = ownStates(session, entities);
  const [first] = states;
  if (first === undefined) return;
  const { tree, options } = parseOptions(hint);
  // A name has to be a member of one of the types; the others are left out of it.
  checkHint([...new Set(states.map(({ meta }) => meta))], tree, first.entity);
  const living = new Set(states.filter(({ deleted }) => deleted !== "flushed"));
  await populate([...living], tree, options);
}

/** An object with a key `hint` is the form with options. */
function parseOptions(given: unknown): { tree: HintTree; options: PopulateOptions } {
  if (typeof given === "object" && given !== null && "hint" in given) {
    const { hint, forceReload } = given as { hint: unknown; forceReload?: boolean };
    return { tree: treeOf(hint), options: { forceReload } };
  }
  return { tree: treeOf(given), options: {} };
}
