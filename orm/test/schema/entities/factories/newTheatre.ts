import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Theatre } from "../Theatre.ts";

export function newTheatre(em: EntityManager, opts: FactoryOpts<Theatre> = {}): DeepNew<Theatre> {
  return newTestInstance(em, Theatre, opts, {});
}
