// Whether code runs within a validation rule, however many promises deep. Others who use the entity manager meanwhile do not.
import { AsyncLocalStorage } from "node:async_hooks";
import { FindInRuleError } from "../errors/FindInRuleError.ts";

/** When the rule is asked: before anything is written, or before COMMIT. */
type Moment = "validation" | "commit";

export class RuleContext {
  /** Made by the first flush: most entity managers only read. */
  #storage: AsyncLocalStorage<Moment> | undefined;

  run<R>(moment: Moment, rules: () => R): R {
    this.#storage ??= new AsyncLocalStorage();
    return this.#storage.run(moment, rules);
  }

  /** A rule is running here. */
  get isInside(): boolean {
    return this.#storage?.getStore() !== undefined;
  }

  /** Rules that are asked before COMMIT may find. @throws FindInRuleError (`FIND_IN_RULE`) */
  check(method: string): void {
    if (this.#storage?.getStore() === "validation") throw new FindInRuleError({ method });
  }
}
