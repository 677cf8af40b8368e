// The `afterCommit` hooks of what was written. All of them run, whatever fails.
import { runHooks } from "../../../rules/runHooks.ts";
import { BaseEntity } from "../../../session/BaseEntity.ts";
import type { FlushRun } from "../../FlushRun.ts";

/** @throws AggregateError of what the hooks threw */
export async function callAfterCommitHooks({ written }: FlushRun): Promise<void> {
  const updated = written.updated.map(({ entity }) => entity);
  const entities = [...written.created, ...updated, ...written.deleted];
  const states = entities.map((entity) => BaseEntity.stateOf(entity));
  await runHooks({ kind: "afterCommit", states, isExhaustive: true });
}
