// Applies the defaults of new entities that depend on other entities: place by place, so that each finds those that it depends on, and in
// each place for all entities together.
import { NoIdError } from "../errors/NoIdError.ts";
import { groupBy } from "../kit/groupBy.ts";
import { populate } from "../loading/populate.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";
import { applyDefaults, type Call, isForWant } from "./applyDefaults.ts";
import { callWithIds } from "./callWithIds.ts";
import { ConfigApi } from "./ConfigApi.ts";
import type { HintedDefault } from "./Default.ts";
import { giveValue, isDecided } from "./giveValue.ts";

export interface DefaultCalls {
  readonly call: Call;
  /** Gives ids to the new entities. */
  readonly assignIds: () => Promise<void>;
}

/** A default, and an entity whose field has no value yet. */
interface Turn {
  readonly state: EntityState;
  readonly wanted: HintedDefault;
}

/**
 * Resolves when no default is running any more. What one throws is thrown then, except for what may come of something that is
 * missing, of which rules tell better.
 *
 * **SQL**: what hints name and is not loaded, for all entities of a place at once.
 * @returns what was held back
 */
export async function runDefaults(
  states: ReadonlyArray<EntityState>,
  calls: DefaultCalls,
): Promise<unknown[]> {
  const applyAll = (): unknown[] =>
    states.flatMap((state) => (state.isDeleted ? [] : applyDefaults(state, calls.call)));
  if (applyAll().some((error) => error instanceof NoIdError)) {
    await calls.assignIds();
    applyAll();
  }
  const heldBack: unknown[] = [];
  for (const turns of inPlaces(states)) {
    // oxlint-disable-next-line no-await-in-loop -- a place needs what those before it gave
    await runPlace(turns, calls, heldBack);
  }
  return [...heldBack, ...applyAll()];
}

function inPlaces(states: ReadonlyArray<EntityState>): Iterable<ReadonlyArray<Turn>> {
  const turns = states.flatMap((state) =>
    ConfigApi.defaultsOf(state.meta).hinted.map((wanted): Turn => ({ state, wanted })),
  );
  const places = groupBy(turns, ({ wanted }) => wanted.place);
  return [...places].toSorted(([a], [b]) => a - b).map(([, those]) => those);
}

async function runPlace(
  turns: ReadonlyArray<Turn>,
  { call, assignIds }: DefaultCalls,
  heldBack: unknown[],
): Promise<void> {
  const open = turns.filter(({ state, wanted }) => isOpen(state, wanted));
  await Promise.all(
    [...groupBy(open, ({ wanted }) => wanted)].map(([{ toLoad }, those]) =>
      populate(
        those.map(({ state }) => state),
        toLoad,
      ),
    ),
  );
  const failures: unknown[] = [];
  await Promise.all(
    open.map(async ({ state, wanted }) => {
      try {
        const { session, entity } = state;
        const give = (): MaybePromise<unknown> => wanted.give(entity, session.em.ctx);
        const value = await callWithIds(() => call(give), assignIds);
        // Somebody may have set it, or deleted the entity, while the default was waiting.
        if (value !== undefined && isOpen(state, wanted)) giveValue(state, wanted.field, value);
      } catch (error) {
        (isForWant(error) ? heldBack : failures).push(error);
      }
    }),
  );
  if (failures.length > 0) throw failures[0];
}

function isOpen(state: EntityState, { field }: HintedDefault): boolean {
  return state.isNew && !state.isDeleted && !isDecided(state, field);
}
