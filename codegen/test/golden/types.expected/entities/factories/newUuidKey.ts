import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { UuidKey } from "../UuidKey.ts";

export function newUuidKey(em: EntityManager, opts: FactoryOpts<UuidKey> = {}): DeepNew<UuidKey> {
  return newTestInstance(em, UuidKey, opts, {});
}
