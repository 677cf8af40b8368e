// Whether code runs within a validation rule, however many promises deep. Others who use the entity manager meanwhile do not.
import { AsyncLocalStorage } from "node:async_hooks";
import { FindInRuleError } from "../errors/FindInRuleError.ts";

export class RuleContext {
  /** Made by the first flush: most entity managers only read. */
  #storage: AsyncLocalStorage<true> | undefined;

  run<R>(rules: () => R): R {
    this.#storage ??= new AsyncLocalStorage();
    return this.#storage.run(true, rules);
  }

  /** @throws FindInRuleError (`FIND_IN_RULE`) */
  check(method: string): void {
    if (this.#storage?.getStore() === true) throw new FindInRuleError({ method });
  }
}
