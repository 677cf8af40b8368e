import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { List } from "../List.ts";

export function newList(em: EntityManager, opts: FactoryOpts<List> = {}): DeepNew<List> {
  return newTestInstance(em, List, opts, {});
}
