import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Currency } from "../Currency.ts";

export function newCurrency(
  em: EntityManager,
  opts: FactoryOpts<Currency> = {},
): DeepNew<Currency> {
  return newTestInstance(em, Currency, opts, {});
}
