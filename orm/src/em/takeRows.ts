// The entities of rows that were just locked: unlike other reads, this one replaces what was known of entities in memory. What was changed
// stays, as a change to the row that there is now.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { EntityState } from "../session/EntityState.ts";
import { hydrate } from "../session/hydrate.ts";
import { overwriteRow } from "../session/overwriteRow.ts";
import type { Session } from "../session/Session.ts";
import type { Cell } from "../sql/Statement.ts";

export function takeRows(
  session: Session,
  meta: EntityMeta,
  rows: ReadonlyArray<ReadonlyArray<Cell>>,
): EntityState[] {
  const { lastOrder } = session.identityMap;
  const states = hydrate(session, meta, rows);
  for (const [at, state] of states.entries()) {
    const row = rows[at]!;
    // What was not in memory came with this row.
    if (state.order > lastOrder || state.isNew) continue;
    overwriteRow(state, meta.reading?.isMixed ? meta.reading.read(row).cells : row, true);
  }
  return states;
}
