// Has the database compute a materialized view anew.
import { resultsOf } from "../driver/resultsOf.ts";
import { DomainError } from "../errors/DomainError.ts";
import { ReadOnlyError } from "../errors/ReadOnlyError.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { RefreshViewOptions } from "../types/View.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

/** @throws DomainError (`DOMAIN`), ReadOnlyError (`READ_ONLY`) */
export async function refreshMaterializedView(
  { session, transactions, loader }: UnitOfWork,
  { type, table, view }: EntityMeta,
  { concurrently = false }: RefreshViewOptions = {},
): Promise<void> {
  if (view !== "materialized")
    throw new DomainError({ problems: [`${type} is not a materialized view`] });
  session.writeGuard.check(undefined);
  if (session.writeGuard.mode !== "writes" || transactions.open?.isReadOnly === true)
    throw new ReadOnlyError();
  const text = `REFRESH MATERIALIZED VIEW ${concurrently ? "CONCURRENTLY " : ""}${table}`;
  const statement = { text, values: [], operation: `refresh ${type}` };
  await session.executor
    .execute([statement])
    .then(resultsOf)
    .finally(() => loader.forgetFinds());
}
