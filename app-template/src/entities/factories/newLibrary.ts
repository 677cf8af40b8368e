import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Library } from "../Library.ts";

export function newLibrary(em: EntityManager, opts: FactoryOpts<Library> = {}): DeepNew<Library> {
  return newTestInstance(em, Library, opts, {});
}
