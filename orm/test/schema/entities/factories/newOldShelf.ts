import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { OldShelf } from "../OldShelf.ts";

export function newOldShelf(
  em: EntityManager,
  opts: FactoryOpts<OldShelf> = {},
): DeepNew<OldShelf> {
  return newTestInstance(em, OldShelf, opts, {});
}
