// Makes entities of what came as JSON, and fills the relations that lead to them.
import { EntityLimitError } from "../../errors/EntityLimitError.ts";
import { relationOf, touchedRelationOf } from "../../relations/relationOf.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { hydrate } from "../../session/hydrate.ts";
import type { Session } from "../../session/Session.ts";
import type { Cell } from "../../sql/Statement.ts";
import type { StoredRelation } from "../dealRelated.ts";
import type { JsonBranch } from "./JsonBranch.ts";

/**
 * A reference gives a row, everything else a list of rows; `null` is nothing. A row is the list of its cells, or a list of that and
 * of what is below it, branch by branch.
 */
export type JsonAnswer = Cell | JsonList;
interface JsonList extends ReadonlyArray<JsonAnswer> {}

/**
 * @param answers what each of the owners has
 * @throws EntityLimitError (`ENTITY_LIMIT`)
 */
export function dealBranch(
  session: Session,
  { field, below }: JsonBranch,
  owners: ReadonlyArray<EntityState>,
  answers: ReadonlyArray<JsonAnswer>,
): void {
  const lists = answers.map((answer) => {
    if (answer === null) return [];
    return (field.kind === "m2o" ? [answer] : answer) as ReadonlyArray<JsonList>;
  });
  const { limit } = session.identityMap;
  for (const [at, { length }] of lists.entries())
    if (length > limit) {
      const collection = `${owners[at]!.name}.${field.fieldName}`;
      throw new EntityLimitError({ limit, collection });
    }
  const rows = lists.flat();
  const cells = below.length === 0 ? rows : rows.map(([own]) => own);
  const states = hydrate(session, field.otherMeta, cells as ReadonlyArray<ReadonlyArray<Cell>>);
  if (field.kind !== "m2o") fill(field, owners, lists, states);
  for (const [at, branch] of below.entries())
    dealBranch(
      session,
      branch,
      states,
      rows.map((row) => row[at + 1]!),
    );
}

function fill(
  field: StoredRelation["field"],
  owners: ReadonlyArray<EntityState>,
  lists: ReadonlyArray<JsonList>,
  states: ReadonlyArray<EntityState>,
): void {
  let end = 0;
  for (const [at, owner] of owners.entries()) {
    const start = end;
    end += lists[at]!.length;
    if (touchedRelationOf(owner, field)?.isLoaded === true) continue;
    (relationOf(owner, field) as StoredRelation).fill(states.slice(start, end));
  }
}
