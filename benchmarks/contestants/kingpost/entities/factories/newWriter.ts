import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Writer } from "../Writer.ts";

export function newWriter(em: EntityManager, opts: FactoryOpts<Writer> = {}): DeepNew<Writer> {
  return newTestInstance(em, Writer, opts, {});
}
