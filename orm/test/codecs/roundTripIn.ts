// Writes and reads values of every type in a process of its own, so that its time zone can be another one:
// node roundTripIn.ts URL SERVER_ZONE ROWS SEED. Prints what happened as JSON.
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { type Entity, field, isKingpostError, Range, setField, sql } from "kingpost";
import { PostgresDriver } from "kingpost/pg";
import pg from "pg";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { List } from "../schema/entities/List.ts";
import { Scalar } from "../schema/entities/Scalar.ts";
import { arbitraries } from "./arbitraries.ts";

export interface Outcome {
  /** Values that were written and read. */
  kept: number;
  /** Values that were refused when they were set, by name of the field. */
  refused: Record<string, number>;
  /** Values that could not be read, by name of the field. */
  unreadable: Record<string, number>;
  /** What was read otherwise than it was set: there must be nothing. */
  changed: string[];
}

const [url, zone, rows, seed] = process.argv.slice(2) as [string, string, string, string];
const pool = new pg.Pool({ connectionString: url, max: 1, options: `-c TimeZone=${zone}` });
const driver = new PostgresDriver(pool);
const outcome: Outcome = { kept: 0, refused: {}, unreadable: {}, changed: [] };

const refusedOnSet = Symbol("refused");
const refusals = new WeakMap<Entity, Set<string>>();

const scalars = fc.record(
  Object.fromEntries(Object.entries(arbitraries).map(([name, each]) => [`a${name}`, each])),
);
// JSON's null within an array cannot be told from NULL, which is what it becomes.
const lists = fc.record(
  Object.fromEntries(
    Object.entries(arbitraries).map(([name, each]) => [
      `some${name}`,
      fc.array(fc.option(each, { nil: null }), { maxLength: 4 }),
    ]),
  ),
);

for (const [type, values] of [
  [Scalar, fc.sample(scalars, { numRuns: Number(rows), seed: Number(seed) })],
  [List, fc.sample(lists, { numRuns: Math.ceil(Number(rows) / 4), seed: Number(seed) })],
] as const)
  for (let at = 0; at < values.length; at += 250) await roundTrip(type, values.slice(at, at + 250));
await pool.end();
process.stdout.write(JSON.stringify(outcome));

async function roundTrip(
  type: typeof Scalar | typeof List,
  values: ReadonlyArray<Readonly<Record<string, unknown>>>,
): Promise<void> {
  const em = new EntityManager({}, driver);
  const made = values.map((each) => {
    const entity = em.create(type as typeof Scalar, {});
    for (const [name, value] of Object.entries(each)) trySet(entity, name, value);
    return entity;
  });
  await em.flush();
  const found = await new EntityManager({}, driver).loadAll(
    type as typeof Scalar,
    made.map(({ id }) => id),
  );
  const reader = new EntityManager({}, driver);
  const queried = await reader.loadFromQuery(
    type as typeof Scalar,
    reader.sql`SELECT * FROM ${sql.ident(type.name === "Scalar" ? "scalars" : "lists")} WHERE id = ANY(${made.map(({ idUntagged }) => idUntagged)}) ORDER BY id`,
  );
  for (const [at, entity] of queried.entries())
    for (const name of Object.keys(values[at]!))
      compareQueried(name, tryRead(found[at]!, name), tryRead(entity, name));
  for (const [at, entity] of found.entries())
    for (const [name, value] of Object.entries(values[at]!))
      compare(name, value, tryRead(made[at]!, name), tryRead(entity, name));
}

function trySet(entity: Entity, name: string, value: unknown): void {
  try {
    setField(entity, name, value);
  } catch (error) {
    if (!isKingpostError(error, "INVALID_VALUE")) throw error;
    count(outcome.refused, name);
    refusals.set(entity, (refusals.get(entity) ?? new Set()).add(name));
  }
}

function tryRead(entity: Entity, name: string): unknown {
  if (refusals.get(entity)?.has(name) === true) return refusedOnSet;
  try {
    return field(entity, name);
  } catch (error) {
    if (!isKingpostError(error, "CODEC")) throw error;
    count(outcome.unreadable, name);
    return error;
  }
}

/** @param kept what the entity said that was written; it must be what another one reads, and mean what was set */
function compare(name: string, set: unknown, kept: unknown, again: unknown): void {
  if (kept === refusedOnSet || again instanceof Error) return;
  outcome.kept++;
  if (!isDeepStrictEqual(kept, again) || !isMeant(name, set, again))
    outcome.changed.push(
      `${name}: ${shown(set)} was kept as ${shown(kept)}, read as ${shown(again)}`,
    );
}

/** What `em.sql` gave and `em.hydrate` took is what a load gives. */
function compareQueried(name: string, loaded: unknown, queried: unknown): void {
  if (!(loaded instanceof Error) && !isDeepStrictEqual(loaded, queried))
    outcome.changed.push(`${name}: ${shown(loaded)} was queried as ${shown(queried)}`);
}

/** The form may be another one where Postgres has one form for several: ranges, and texts that are cleaned. */
function isMeant(name: string, set: unknown, again: unknown): boolean {
  if (name.endsWith("range")) return isSameRange(set, again);
  if (/^a(Text|Varchar|Char|Citext)$/.test(name))
    return ((set as string).trim() || undefined) === again;
  if (name.endsWith("Real")) return isDeepStrictEqual(asReal(set), asReal(again));
  if (name.endsWith("Char")) return isSamePadded(set, again);
  if (/Jsonb?$/.test(name)) return isDeepStrictEqual(withoutMinusZero(set), again);
  if (name.startsWith("some") && /(Smallint|Integer|Oid)$/.test(name))
    return isDeepStrictEqual(withoutMinusZero(set), again);
  return isDeepStrictEqual(plain(set), plain(again));
}

function isSamePadded(set: unknown, again: unknown): boolean {
  if (Array.isArray(set))
    return set.every((item, at) => isSamePadded(item, (again as unknown[])[at]));
  if (set === null) return again === null;
  return ((set as string).replace(/ +$/, "") || undefined) === (again === "" ? undefined : again);
}

function isSameRange(set: unknown, again: unknown): boolean {
  if (set instanceof Range && again instanceof Range) {
    const points = [set.lower, set.upper, again.lower, again.upper].filter(
      (each) => each !== undefined,
    );
    return points.every((each) => set.contains(each) === again.contains(each));
  }
  if (set === null || again === null) return set === again;
  const [left, right] = [set, again] as [ReadonlyArray<unknown>, ReadonlyArray<unknown>];
  if (left.length === 0) return right.length === 0;
  if (left[0] instanceof Range && right[0] instanceof Range && left.length !== right.length) {
    const covers = (ranges: ReadonlyArray<unknown>, value: unknown): boolean =>
      ranges.some((each) => (each as Range<unknown>).contains(value));
    const points = [...left, ...right].flatMap((each) => {
      const { lower, upper } = each as Range<unknown>;
      return [lower, upper].filter((bound) => bound !== undefined);
    });
    return points.every((each) => covers(left, each) === covers(right, each));
  }
  return true;
}

function withoutMinusZero(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** The number that a real holds. */
function asReal(value: unknown): unknown {
  return Array.isArray(value)
    ? value.map(asReal)
    : value === null
      ? null
      : Math.fround(value as number);
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  // fast-check makes records without a prototype.
  const isRecord =
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null;
  return isRecord ? Object.fromEntries(Object.entries(value)) : value;
}

function shown(value: unknown): string {
  return (
    JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? String(each) : each)) ??
    String(value)
  );
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
