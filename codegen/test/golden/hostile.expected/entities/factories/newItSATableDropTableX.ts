import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { ItSATableDropTableX } from "../ItSATableDropTableX.ts";

export function newItSATableDropTableX(
  em: EntityManager,
  opts: FactoryOpts<ItSATableDropTableX> = {},
): DeepNew<ItSATableDropTableX> {
  return newTestInstance(em, ItSATableDropTableX, opts, {});
}
