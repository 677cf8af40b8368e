import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Shelf } from "../Shelf.ts";

export function newShelf(em: EntityManager, opts: FactoryOpts<Shelf> = {}): DeepNew<Shelf> {
  return newTestInstance(em, Shelf, opts, {});
}
