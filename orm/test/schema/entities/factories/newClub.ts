import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import { Club } from "../Club.ts";
import type { EntityManager } from "../codegen/domain.ts";

export function newClub(em: EntityManager, opts: FactoryOpts<Club> = {}): DeepNew<Club> {
  return newTestInstance(em, Club, opts, {});
}
