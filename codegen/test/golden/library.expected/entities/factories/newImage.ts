import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Image } from "../Image.ts";

export function newImage(em: EntityManager, opts: FactoryOpts<Image> = {}): DeepNew<Image> {
  return newTestInstance(em, Image, opts, {});
}
