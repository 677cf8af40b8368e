import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { ShelfBook } from "../ShelfBook.ts";

export function newShelfBook(
  em: EntityManager,
  opts: FactoryOpts<ShelfBook> = {},
): DeepNew<ShelfBook> {
  return newTestInstance(em, ShelfBook, opts, {});
}
