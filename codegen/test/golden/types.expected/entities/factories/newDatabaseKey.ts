import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { DatabaseKey } from "../DatabaseKey.ts";

export function newDatabaseKey(
  em: EntityManager,
  opts: FactoryOpts<DatabaseKey> = {},
): DeepNew<DatabaseKey> {
  return newTestInstance(em, DatabaseKey, opts, {});
}
