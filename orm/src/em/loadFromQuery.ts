// Entities from the rows of a query that the user makes, loaded by a hint.
import { parseHint } from "../hints/parseHint.ts";
import { populate } from "../loading/populate.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { PlainRow } from "../types/Em.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";
import { hydrateRows } from "./hydrateRows.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

/** @throws InvalidHintError (`INVALID_HINT`), InvalidValueError (`INVALID_VALUE`) */
export async function loadFromQuery(
  { session }: UnitOfWork,
  meta: EntityMeta,
  rows: MaybePromise<ReadonlyArray<PlainRow>>,
  hint: unknown,
): Promise<EntityState[]> {
  // Before the query is sent, so that a wrong hint costs none.
  const tree = parseHint(meta, hint);
  const states = hydrateRows(session, meta, await rows);
  await populate(
    states.filter(({ isDeleted }) => !isDeleted),
    tree,
  );
  return states;
}
