import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import { CamelCaseTable } from "../CamelCaseTable.js";
import type { EntityManager } from "../codegen/domain.js";

export function newCamelCaseTable(
  em: EntityManager,
  opts: FactoryOpts<CamelCaseTable> = {},
): DeepNew<CamelCaseTable> {
  return newTestInstance(em, CamelCaseTable, opts, {});
}
