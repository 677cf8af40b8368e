import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Photo } from "../Photo.ts";

export function newPhoto(em: EntityManager, opts: FactoryOpts<Photo> = {}): DeepNew<Photo> {
  return newTestInstance(em, Photo, opts, {});
}
