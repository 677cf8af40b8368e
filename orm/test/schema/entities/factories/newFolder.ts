import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Folder } from "../Folder.ts";

export function newFolder(em: EntityManager, opts: FactoryOpts<Folder> = {}): DeepNew<Folder> {
  return newTestInstance(em, Folder, opts, {});
}
