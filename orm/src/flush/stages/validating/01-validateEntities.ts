// The rules of all entities that will be written, and those of entities that a change concerns; nothing has been sent yet. All
// that fail are told together.
import { ConfigApi } from "../../../rules/ConfigApi.ts";
import { Validation } from "../../../rules/Validation.ts";
import { explainNotLoaded } from "../../explainNotLoaded.ts";
import type { FlushRun } from "../../FlushRun.ts";
import { hintedRuleCalls } from "../../hintedRuleCalls.ts";

export async function validateEntities(run: FlushRun): Promise<void> {
  const { plugins, ruleContext } = run.session;
  const lists = [run.created, run.updated];
  await plugins.beforeValidate?.(lists.flat().map(({ entity }) => entity));
  const validation = new Validation();
  for (const error of run.heldBack) validation.holdBack(error);
  if (run.skipsValidation) return validation.finish();
  await ruleContext.run("validation", () =>
    validation.askAll(lists, (meta) => ConfigApi.rulesOf(meta).validation),
  );
  try {
    const hinted = await hintedRuleCalls(run);
    if (hinted !== undefined) {
      run.commitRuleCalls = hinted.commit;
      await ruleContext.run("validation", () => validation.ask(hinted.validation));
      await validation.explain(explainNotLoaded);
    }
  } catch (error) {
    validation.holdBack(error);
  }
  validation.finish();
}
