// Plugins hear what was written, before COMMIT: what one of them throws takes everything back.
import type { CommitStage } from "../../CommitStage.ts";

export const tellAfterWrite: CommitStage = {
  name: "tellAfterWrite",
  isNeeded: ({ session }) => session.plugins.afterWrite !== undefined,
  run: ({ session, todos }) => session.plugins.afterWrite?.(todos!.entities, todos!.joinRows),
};
