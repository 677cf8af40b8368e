import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { OwnKey } from "../OwnKey.ts";

export function newOwnKey(em: EntityManager, opts: FactoryOpts<OwnKey> = {}): DeepNew<OwnKey> {
  return newTestInstance(em, OwnKey, opts, {});
}
