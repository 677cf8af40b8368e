import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Souvenir } from "../Souvenir.ts";

export function newSouvenir(
  em: EntityManager,
  opts: FactoryOpts<Souvenir> = {},
): DeepNew<Souvenir> {
  return newTestInstance(em, Souvenir, opts, {});
}
