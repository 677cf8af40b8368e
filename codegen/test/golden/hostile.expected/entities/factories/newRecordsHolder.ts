import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { RecordsHolder } from "../RecordsHolder.ts";

export function newRecordsHolder(
  em: EntityManager,
  opts: FactoryOpts<RecordsHolder> = {},
): DeepNew<RecordsHolder> {
  return newTestInstance(em, RecordsHolder, opts, {});
}
