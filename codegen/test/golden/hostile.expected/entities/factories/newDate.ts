import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Date as DateEntity } from "../Date.ts";

export function newDate(
  em: EntityManager,
  opts: FactoryOpts<DateEntity> = {},
): DeepNew<DateEntity> {
  return newTestInstance(em, DateEntity, opts, {});
}
