// The rules that judge what was written: they may find, and what they complain about takes everything back.
import { ConfigApi } from "../../../rules/ConfigApi.ts";
import { type RuleCall, Validation } from "../../../rules/Validation.ts";
import type { EntityMeta } from "../../../schema/EntityMeta.ts";
import type { CommitStage } from "../../CommitStage.ts";
import type { FlushRun } from "../../FlushRun.ts";

export const checkCommitRules: CommitStage = {
  name: "checkCommitRules",

  isNeeded(run) {
    if (run.skipsValidation) return false;
    if (run.commitRuleCalls.length > 0) return true;
    if (!run.session.identityMap.hasType(hasRules)) return false;
    let type: EntityMeta | undefined;
    for (const states of [run.created, run.updated])
      for (const { meta } of states) {
        // Entities of a type mostly come in a row.
        if (meta === type) continue;
        type = meta;
        if (hasRules(meta)) return true;
      }
    return false;
  },

  async run(run) {
    const validation = new Validation();
    await run.session.ruleContext.run("commit", () => validation.ask(callsOf(run)));
    validation.finish();
  },
};

function hasRules(meta: EntityMeta): boolean {
  return ConfigApi.rulesOf(meta).commit.length > 0;
}

function* callsOf(run: FlushRun): Iterable<RuleCall> {
  for (const { entity, meta } of [...run.created, ...run.updated])
    for (const rule of ConfigApi.rulesOf(meta).commit) yield { entity, rule };
  yield* run.commitRuleCalls;
}
