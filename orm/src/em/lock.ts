// Reads that lock what they give, until the transaction ends. They are never answered from memory, and share no statement.
import type { Result } from "../driver/Driver.ts";
import { resultsOf } from "../driver/resultsOf.ts";
import { LockNotAvailableError } from "../errors/LockNotAvailableError.ts";
import { NewEntityError } from "../errors/NewEntityError.ts";
import { NotFoundError } from "../errors/NotFoundError.ts";
import { ReadOnlyError } from "../errors/ReadOnlyError.ts";
import { sqlState } from "../errors/sqlState.ts";
import { TransactionRequiredError } from "../errors/TransactionRequiredError.ts";
import { groupBy } from "../kit/groupBy.ts";
import { selectLocked } from "../loading/selectLocked.ts";
import type { FindPlan } from "../query/FindPlan.ts";
import { lockedFind } from "../query/lockClause.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { commonType } from "../schema/hierarchy.ts";
import { taggedIdOfKey } from "../schema/keys.ts";
import type { EntityState } from "../session/EntityState.ts";
import { arrayLiteral } from "../sql/arrayLiteral.ts";
import type { Statement } from "../sql/Statement.ts";
import type { Entity } from "../types/Entity.ts";
import type { AdvisoryLockOptions, Lock, LockOptions } from "../types/Lock.ts";
import { ownStates } from "./ownStates.ts";
import { takeRows } from "./takeRows.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";

/** The entities of a find, locked. */
export async function findLocked(
  unit: UnitOfWork,
  plan: FindPlan,
  given: Lock,
): Promise<EntityState[]> {
  const lock = optionsOf(given);
  const { meta, values } = plan;
  const text = lockedFind(plan, lock);
  const [result] = await send(unit, [{ text, values, operation: `find ${meta.type}` }], lock);
  return takeRows(unit.session, meta, result!.rows);
}

/** The entities with these keys that there are, locked in the order of their keys. */
export async function loadLocked(
  unit: UnitOfWork,
  meta: EntityMeta,
  keys: ReadonlyArray<string>,
  given: Lock,
): Promise<EntityState[]> {
  const lock = optionsOf(given);
  const [result] = await send(unit, [statementOf(meta, keys, lock)], lock);
  return takeRows(unit.session, meta, result!.rows);
}

/**
 * Locks entities that are in memory, in one round trip: types in the order of their tables, entities in that of their keys.
 * @throws NotFoundError (`NOT_FOUND`) for rows that are gone, unless locked ones are skipped
 */
export async function lockEntities(
  unit: UnitOfWork,
  entities: ReadonlyArray<Entity>,
  lock: LockOptions,
): Promise<EntityState[]> {
  const { session } = unit;
  const states = ownStates(session, entities);
  const fresh = states.find(({ isNew }) => isNew);
  if (fresh !== undefined) throw new NewEntityError({ entity: fresh.entity, field: "row" });
  const groups = [...groupBy(states, ({ meta }) => meta.rootType)].toSorted(
    ([a], [b]) => a.tableOrder - b.tableOrder,
  );
  const statements = groups.map(([, group]) => {
    const keys = group.map(({ key }) => key!);
    return statementOf(typeOf(group), keys, lock);
  });
  const results = await send(unit, statements, lock);
  const locked = new Set(
    groups.flatMap(([, group], at) => takeRows(session, typeOf(group), results[at]!.rows)),
  );
  const missing = states.filter((state) => !locked.has(state));
  if (missing.length > 0 && lock.wait !== "skipLocked")
    throw new NotFoundError({ ids: missing.map(({ meta, key }) => taggedIdOfKey(meta, key!)) });
  return states.filter((state) => locked.has(state));
}

/** A lock that has no row, by a name or a number. */
export async function advisoryLock(
  unit: UnitOfWork,
  key: string | bigint,
  { shared = false, wait = "wait" }: AdvisoryLockOptions = {},
): Promise<void> {
  const isTried = wait === "nowait";
  const name = `pg_${isTried ? "try_" : ""}advisory_xact_lock${shared ? "_shared" : ""}`;
  const number = typeof key === "bigint" ? "$1::bigint" : "hashtextextended($1::text, 0)";
  const text = `SELECT ${name}(${number})`;
  const [result] = await send(unit, [{ text, values: [String(key)], operation: "advisory lock" }]);
  if (isTried && result!.rows[0]![0] !== "t")
    throw new LockNotAvailableError({
      sqlState: sqlState.lockNotAvailable,
      message: `could not obtain the advisory lock ${String(key)}`,
    });
}

function optionsOf(lock: Lock): LockOptions {
  return typeof lock === "string" ? { mode: lock } : lock;
}

/** What is read: the nearest type that all entities are of. */
function typeOf(group: ReadonlyArray<EntityState>): EntityMeta {
  return group.map(({ meta }) => meta).reduce(commonType);
}

function statementOf(meta: EntityMeta, keys: ReadonlyArray<string>, lock: LockOptions): Statement {
  return {
    text: selectLocked(meta, lock),
    values: [arrayLiteral([...new Set(keys)])],
    operation: `lock ${meta.type}`,
  };
}

/** @throws TransactionRequiredError (`TXN_REQUIRED`), ReadOnlyError (`READ_ONLY`), LockNotAvailableError (`LOCK_NOT_AVAILABLE`) */
async function send(
  { session, transactions }: UnitOfWork,
  statements: ReadonlyArray<Statement>,
  { savepoint: isSaved = false }: Partial<LockOptions> = {},
): Promise<ReadonlyArray<Result>> {
  const { connection } = session;
  if (connection === undefined) throw new TransactionRequiredError();
  if (transactions.open?.isReadOnly === true) throw new ReadOnlyError();
  if (!isSaved) return resultsOf(await connection.execute(statements));
  const savepoint = await connection.savepoint();
  try {
    const results = resultsOf(await connection.execute(statements));
    await savepoint.release();
    return results;
  } catch (error) {
    await savepoint.rollback(error as Error);
    throw error;
  }
}
