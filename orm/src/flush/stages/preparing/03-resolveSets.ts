// Collections that were set without being loaded are loaded now, which tells what the set removes.
import type { FlushRun } from "../../FlushRun.ts";

export async function resolveSets({ session, loader }: FlushRun): Promise<void> {
  await Promise.all([...session.unresolvedSets].map((relation) => loader.relation(relation)));
}
