// Streams: everything that a find gives, a batch at a time. What a batch brought into the em leaves it again when the next one is
// asked for, so that the em never holds more than a batch and what the caller keeps.
import { Answer } from "../driver/Answer.ts";
import type { Rows } from "../driver/Rows.ts";
import { streamRows, streamRowsWithin } from "../driver/streamRows.ts";
import { AbortError } from "../errors/AbortError.ts";
import { InvalidFilterError } from "../errors/InvalidFilterError.ts";
import type { HintTree } from "../hints/HintTree.ts";
import { parseHint } from "../hints/parseHint.ts";
import { populate } from "../loading/populate.ts";
import { pagePlan } from "../query/pagePlan.ts";
import { type FindArguments, parseFind } from "../query/parseFind.ts";
import { kindOf } from "../relations/members/kindOf.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { withScopes } from "../scopes/withScopes.ts";
import { entityKey } from "../session/entityKey.ts";
import type { EntityState } from "../session/EntityState.ts";
import { hydrate } from "../session/hydrate.ts";
import { evict } from "./evict.ts";
import { deletedKeys, type FindSettings } from "./find.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";
import { withPlugins } from "./withPlugins.ts";

export interface StreamSettings extends Omit<FindSettings, "cache" | "limit" | "offset"> {
  readonly batchSize?: unknown;
  readonly strategy?: unknown;
}

interface Stream {
  /** An em that is cleared meanwhile goes on with another. */
  readonly unit: () => UnitOfWork;
  readonly meta: EntityMeta;
  /** What is found, but for what was deleted meanwhile. */
  readonly find: FindArguments;
  readonly settings: StreamSettings;
  /** What is loaded of the entities of each batch. */
  readonly tree: HintTree;
  readonly batchSize: number;
}

interface StreamBatch {
  readonly states: EntityState[];
  /** Where the next one goes on. */
  readonly end: string | undefined;
}

/** @throws InvalidFilterError (`INVALID_FILTER`), AbortError (`ABORTED`) */
export async function* streamBatches(
  unit: () => UnitOfWork,
  meta: EntityMeta,
  asked: unknown,
  options: StreamSettings = {},
): AsyncGenerator<EntityState[]> {
  const { where, settings } = withScopes(meta, asked, options);
  const { batchSize = 500, strategy = "keyset" } = settings;
  if (!Number.isSafeInteger(batchSize) || (batchSize as number) < 1)
    throw invalid(meta, "batchSize", "is not a whole number from 1 up");
  if (strategy !== "keyset" && strategy !== "cursor")
    throw invalid(meta, "strategy", 'is neither "keyset" nor "cursor"');
  const tree = parseHint(meta, settings.populate);
  // Plugins are asked once: all batches are of one find.
  const find = withPlugins(unit().session, meta, "stream", { ...finding(settings), where });
  const stream: Stream = { unit, meta, find, settings, tree, batchSize: batchSize as number };
  const lastOrder = (): number => unit().session.identityMap.lastOrder;
  let before = lastOrder();
  const batches = strategy === "keyset" ? keysetBatches(stream) : cursorBatches(stream);
  for await (const states of batches) {
    const shown = states.filter((state) => !state.isDeleted);
    await populate(shown, tree);
    // Whoever leaves here asks for no more, and keeps what there is.
    yield shown;
    evict(unit(), broughtIn(unit(), states, tree, before));
    before = lastOrder();
  }
}

async function* keysetBatches(stream: Stream): AsyncGenerator<EntityState[]> {
  const { meta, settings, tree, batchSize } = stream;
  const { signal } = settings;
  for (let after: string | undefined; ;) {
    const { session, loader } = stream.unit();
    const without = deletedKeys(session, meta);
    const { find, cursor, places } = pagePlan(
      parseFind(meta, { ...stream.find, without }, entityKey),
      { after, isBackward: false, limit: batchSize },
    );
    const rows = (found: Rows, made?: EntityState[]): StreamBatch => {
      const states = made ?? hydrate(session, meta, found);
      if (states.length === 0) return { states, end: undefined };
      const last = found.lastRow()!;
      return { states, end: cursor.write(places.map((place) => last[place]!)) };
    };
    const read = await loader.find(
      find,
      { verb: "stream", rows, below: tree },
      { cache: false, signal },
    );
    if (read.end !== undefined) yield read.states;
    if (read.states.length < batchSize) return;
    after = read.end;
  }
}

async function* cursorBatches(stream: Stream): AsyncGenerator<EntityState[]> {
  const { meta, settings, batchSize } = stream;
  const { session, driver } = stream.unit();
  const { signal } = settings;
  const operation = `stream ${meta.type}`;
  if (signal?.aborted) throw new AbortError({ operation, cause: signal.reason });
  const without = deletedKeys(session, meta);
  const { text, values } = parseFind(meta, { ...stream.find, without }, entityKey);
  const statement = { text, values, operation };
  const { connection } = session;
  const { cursors } = stream.unit();
  let place = 1;
  while (cursors.has(place)) place++;
  const rows =
    connection === undefined
      ? streamRows(driver, statement, { batchSize, signal })
      : streamRowsWithin(connection, statement, { batchSize }, place);
  cursors.add(place);
  try {
    for await (const result of rows)
      yield hydrate(stream.unit().session, meta, Answer.rowsOf(result));
  } finally {
    cursors.delete(place);
  }
}

/** A stream reads everything, whatever an untyped caller gives. */
function finding(settings: object): object {
  return { ...settings, limit: undefined, offset: undefined };
}

/** The entities of a batch, and those that the hint led to, that were not there before and that nothing keeps. */
function broughtIn(
  unit: UnitOfWork,
  states: ReadonlyArray<EntityState>,
  tree: HintTree,
  before: number,
): Set<EntityState> {
  const brought = new Set<EntityState>();
  const kept = new Set<EntityState>();
  // By the hint that they were reached with, and whether what led there stays.
  const seen = new Map<HintTree, Map<EntityState, boolean>>();
  const visit = (state: EntityState, below: HintTree, isKept: boolean): void => {
    const stays =
      isKept || state.order <= before || unit.pinned.has(state) || isChanged(unit, state);
    const known = seen.get(below) ?? new Map<EntityState, boolean>();
    seen.set(below, known);
    const was = known.get(state);
    if (was === true || was === stays) return;
    known.set(state, stays);
    (stays ? kept : brought).add(state);
    for (const [member, deeper] of below.membersOf(state.meta))
      for (const target of kindOf(member).targets(state, member)) visit(target, deeper, stays);
  };
  for (const state of states) visit(state, tree, false);
  // What leads from something that stays stays as well: a collection must not show what the em does not know.
  for (const state of kept) brought.delete(state);
  return brought;
}

function isChanged({ session }: UnitOfWork, state: EntityState): boolean {
  return session.dirty.has(state) || session.created.has(state) || session.deleted.has(state);
}

function invalid({ type }: EntityMeta, path: string, reason: string): InvalidFilterError {
  return new InvalidFilterError({ type, path, reason });
}
