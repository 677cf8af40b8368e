import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Context } from "../Context.ts";

export function newContext(em: EntityManager, opts: FactoryOpts<Context> = {}): DeepNew<Context> {
  return newTestInstance(em, Context, opts, {});
}
