import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.js";
import { Genre } from "../Genre.js";

export function newGenre(em: EntityManager, opts: FactoryOpts<Genre> = {}): DeepNew<Genre> {
  return newTestInstance(em, Genre, opts, {});
}
