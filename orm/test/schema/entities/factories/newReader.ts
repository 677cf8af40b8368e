import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Reader } from "../Reader.ts";

export function newReader(em: EntityManager, opts: FactoryOpts<Reader> = {}): DeepNew<Reader> {
  return newTestInstance(em, Reader, opts, {});
}
