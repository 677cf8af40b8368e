import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.js";
import { LegacyUser } from "../LegacyUser.js";

export function newLegacyUser(
  em: EntityManager,
  opts: FactoryOpts<LegacyUser> = {},
): DeepNew<LegacyUser> {
  return newTestInstance(em, LegacyUser, opts, {});
}
