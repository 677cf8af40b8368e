// The rules of all entities that will be written, and those of entities that a change concerns; nothing has been sent yet. All
// that fail are told together.
import { ConfigApi } from "../../../rules/ConfigApi.ts";
import type { TypeRules } from "../../../rules/TypeRules.ts";
import { type RuleCall, Validation } from "../../../rules/Validation.ts";
import type { EntityMeta } from "../../../schema/EntityMeta.ts";
import type { EntityState } from "../../../session/EntityState.ts";
import type { FlushRun } from "../../FlushRun.ts";
import { hintedRuleCalls } from "../../hintedRuleCalls.ts";

export async function validateEntities(run: FlushRun): Promise<void> {
  const { plugins, ruleContext } = run.session;
  const states = [...run.created, ...run.updated];
  await plugins.beforeValidate?.(states.map(({ entity }) => entity));
  const validation = new Validation();
  for (const error of run.heldBack) validation.holdBack(error);
  if (run.skipsValidation) return validation.finish();
  await ruleContext.run("validation", () => validation.ask(callsOf(states)));
  try {
    const hinted = await hintedRuleCalls(run);
    if (hinted !== undefined) {
      run.commitRuleCalls = hinted.commit;
      await ruleContext.run("validation", () => validation.ask(hinted.validation));
    }
  } catch (error) {
    validation.holdBack(error);
  }
  validation.finish();
}

function* callsOf(states: ReadonlyArray<EntityState>): Iterable<RuleCall> {
  let type: EntityMeta | undefined;
  let rules: TypeRules["validation"] = [];
  for (const { entity, meta } of states) {
    // Entities of a type mostly come in a row.
    if (meta !== type) {
      type = meta;
      rules = ConfigApi.rulesOf(meta).validation;
    }
    for (const rule of rules) yield { entity, rule };
  }
}
