import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.js";
import { Log } from "../Log.js";

export function newLog(em: EntityManager, opts: FactoryOpts<Log> = {}): DeepNew<Log> {
  return newTestInstance(em, Log, opts, {});
}
