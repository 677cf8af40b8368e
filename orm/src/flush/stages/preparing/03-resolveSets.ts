// Collections that were set without being loaded are loaded now, which tells what the set removes, and whom it touches.
import type { FlushRun } from "../../FlushRun.ts";
import { touchOwners } from "../../touchOwners.ts";

export async function resolveSets(run: FlushRun): Promise<void> {
  const { session, loader } = run;
  const before = session.deleted.size + session.discarded.size;
  await Promise.all([...session.unresolvedSets].map((relation) => loader.relation(relation)));
  // What was left out of a set may be deleted by that, with all that hangs on it.
  if (session.deleted.size + session.discarded.size > before) run.hasNews = true;
  if (session.domain.isTouched) touchOwners(run);
}
