// The `afterCommit` hooks of what was written. All of them run, whatever fails.
import { ConfigApi } from "../../../rules/ConfigApi.ts";
import { runHooks } from "../../../rules/runHooks.ts";
import type { EntityMeta } from "../../../schema/EntityMeta.ts";
import { BaseEntity } from "../../../session/BaseEntity.ts";
import type { Committed } from "../../Committed.ts";

/** Each entity once, however often it was flushed. @throws AggregateError of what the hooks threw */
export async function callAfterCommitHooks({ runs }: Committed): Promise<void> {
  if (!runs.some(({ session }) => session.identityMap.hasType(hasHooks))) return;
  const entities = new Set(
    runs.flatMap(({ written: { created, updated, deleted } }) => [
      ...created,
      ...updated.map(({ entity }) => entity),
      ...deleted,
    ]),
  );
  const states = [...entities].map((entity) => BaseEntity.stateOf(entity));
  await runHooks({ kind: "afterCommit", states, isExhaustive: true });
}

function hasHooks(meta: EntityMeta): boolean {
  return ConfigApi.hooksOf(meta).has("afterCommit");
}
