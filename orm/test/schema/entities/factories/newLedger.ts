import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Ledger } from "../Ledger.ts";

export function newLedger(em: EntityManager, opts: FactoryOpts<Ledger> = {}): DeepNew<Ledger> {
  return newTestInstance(em, Ledger, opts, {});
}
