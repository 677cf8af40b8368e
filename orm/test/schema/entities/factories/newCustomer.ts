import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Customer } from "../Customer.ts";

export function newCustomer(
  em: EntityManager,
  opts: FactoryOpts<Customer> = {},
): DeepNew<Customer> {
  return newTestInstance(em, Customer, opts, {});
}
