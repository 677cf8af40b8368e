import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Publisher } from "../Publisher.ts";

export function newPublisher(
  em: EntityManager,
  opts: FactoryOpts<Publisher> = {},
): DeepNew<Publisher> {
  return newTestInstance(em, Publisher, opts, {});
}
