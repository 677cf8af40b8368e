// What the application registered with `em.beforeCommit`. In a transaction that goes on after the flush they wait for its own end.
import type { CommitStage } from "../../CommitStage.ts";

export const runBeforeCommitHooks: CommitStage = {
  name: "runBeforeCommitHooks",
  isNeeded: ({ session, transaction }) =>
    transaction === undefined && session.hooks.has("beforeCommit"),
  run: ({ session, connection }) => session.hooks.run("beforeCommit", session.em, connection),
};
