import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { TextKey } from "../TextKey.ts";

export function newTextKey(em: EntityManager, opts: FactoryOpts<TextKey> = {}): DeepNew<TextKey> {
  return newTestInstance(em, TextKey, opts, {});
}
