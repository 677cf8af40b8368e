import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Film } from "../Film.ts";

export function newFilm(em: EntityManager, opts: FactoryOpts<Film> = {}): DeepNew<Film> {
  return newTestInstance(em, Film, opts, {});
}
