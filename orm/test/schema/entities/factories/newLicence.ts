import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Licence } from "../Licence.ts";

export function newLicence(em: EntityManager, opts: FactoryOpts<Licence> = {}): DeepNew<Licence> {
  return newTestInstance(em, Licence, opts, {});
}
