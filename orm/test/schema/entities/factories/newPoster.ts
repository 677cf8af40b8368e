import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Poster } from "../Poster.ts";

export function newPoster(em: EntityManager, opts: FactoryOpts<Poster> = {}): DeepNew<Poster> {
  return newTestInstance(em, Poster, opts, {});
}
