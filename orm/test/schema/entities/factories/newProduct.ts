import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Product } from "../Product.ts";

export function newProduct(em: EntityManager, opts: FactoryOpts<Product> = {}): DeepNew<Product> {
  return newTestInstance(em, Product, opts, {});
}
