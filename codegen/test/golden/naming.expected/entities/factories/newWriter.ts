import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.js";
import { Writer } from "../Writer.js";

export function newWriter(em: EntityManager, opts: FactoryOpts<Writer> = {}): DeepNew<Writer> {
  return newTestInstance(em, Writer, opts, {});
}
