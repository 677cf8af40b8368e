// Calls the hooks of one kind for entities: of different entities together, of one in turn, base hooks first.
import { groupBy } from "../kit/groupBy.ts";
import { populate } from "../loading/populate.ts";
import { isHintLoaded } from "../relations/isHintLoaded.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";
import { ConfigApi } from "./ConfigApi.ts";
import type { HookKind } from "./Hook.ts";
import { populateHooks } from "./populateHooks.ts";
import type { TypeHooks } from "./TypeHooks.ts";

export interface HookRun {
  readonly kind: HookKind;
  readonly states: ReadonlyArray<EntityState>;
  /** Whether an entity is still what it was at first; hooks of others may have deleted it. */
  readonly isConcerned?: (state: EntityState) => boolean;
  /** All hooks are called, whatever fails. */
  readonly isExhaustive?: boolean;
  /** How a hook is called; `undefined` for just so. */
  readonly call?: (hook: () => MaybePromise<unknown>) => MaybePromise<unknown>;
}

/** One entity whose turn it is, with its hooks. */
interface Turn {
  readonly state: EntityState;
  readonly hooks: TypeHooks;
}

/**
 * Resolves when no hook is running any more. What a hook throws is thrown then, the first that did so; hooks that had not been
 * called by that time are not.
 *
 * **SQL**: what hints name and is not loaded, for all entities at once.
 * @throws AggregateError when all are called whatever fails
 */
export async function runHooks(run: HookRun): Promise<void> {
  const { kind, states, isConcerned, isExhaustive = false, call } = run;
  const turns = states.flatMap((state): Turn[] => {
    const hooks = ConfigApi.hooksOf(state.meta);
    return hooks.has(kind) ? [{ state, hooks }] : [];
  });
  const [first] = turns;
  if (first === undefined) return;
  const { session } = first.state;
  await populateHooks(kind, states);
  const { revision } = session;
  const failures: unknown[] = [];
  const runInTurn = async ({ state, hooks }: Turn): Promise<void> => {
    for (const { hint, fn } of hooks.of(kind)) {
      if ((failures.length > 0 && !isExhaustive) || isConcerned?.(state) === false) return;
      try {
        // What was loaded for all may not be what an earlier hook has set.
        if (session.revision !== revision && !state.isDeleted && !isHintLoaded(state, hint))
          await populate([state], hint);
        const hook = (): MaybePromise<unknown> => fn(state.entity, session.em.ctx);
        await (call === undefined ? hook() : call(hook));
      } catch (error) {
        failures.push(error);
      }
    }
  };
  for (const those of inPlaces(turns)) {
    await Promise.all(those.map(runInTurn));
    if (failures.length > 0 && !isExhaustive) throw failures[0];
  }
  if (failures.length > 0) throw new AggregateError(failures);
}

/** The turns of types that come first, then of those that come next. */
function inPlaces(turns: ReadonlyArray<Turn>): Iterable<ReadonlyArray<Turn>> {
  const places = groupBy(turns, ({ hooks }) => hooks.place);
  return [...places].toSorted(([a], [b]) => a - b).map(([, those]) => those);
}
