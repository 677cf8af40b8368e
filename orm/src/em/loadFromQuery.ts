// Entities from the rows of a query that the user makes, loaded by a hint.
import { parseHint } from "../hints/parseHint.ts";
import { populate } from "../loading/populate.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";
import type { PlainRow } from "../types/PlainRow.ts";
import { hydrateRows } from "./hydrateRows.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

/** @throws InvalidHintError (`INVALID_HINT`), InvalidValueError (`INVALID_VALUE`) */
export async function loadFromQuery(
  { session, loader }: UnitOfWork,
  meta: EntityMeta,
  rows: MaybePromise<ReadonlyArray<PlainRow>>,
  hint: unknown,
): Promise<EntityState[]> {
  // Before the query is sent, so that a wrong hint costs none.
  const tree = parseHint(meta, hint);
  const given = await rows;
  // Only the tables of the subtypes tell which rows are theirs: one statement for all of them.
  if (meta.reading?.isMixed && meta.inheritanceType === "cti")
    await loader.byKeys(
      meta,
      given.map((row) => String(row[meta.keyField.column])),
    );
  const states = hydrateRows(session, meta, given);
  await populate(
    states.filter(({ isDeleted }) => !isDeleted),
    tree,
  );
  return states;
}
