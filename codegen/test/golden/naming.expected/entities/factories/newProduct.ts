import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.js";
import { Product } from "../Product.js";

export function newProduct(em: EntityManager, opts: FactoryOpts<Product> = {}): DeepNew<Product> {
  return newTestInstance(em, Product, opts, {});
}
