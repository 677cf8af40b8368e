// The `beforeCommit` hooks of what was written: what one throws takes everything back.
import { runHooks } from "../../../rules/runHooks.ts";
import type { CommitStage } from "../../CommitStage.ts";

export const callBeforeCommitHooks: CommitStage = {
  name: "callBeforeCommitHooks",
  isNeeded: (run) => run.hasHooks("beforeCommit"),
  run: (run) => runHooks({ kind: "beforeCommit", states: run.concerned }),
};
