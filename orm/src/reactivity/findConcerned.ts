// From what a unit of work changed to the entities that it concerns: hints are followed back from the changes, level by level, all
// reverse paths together. It costs in proportion to what changed and to what is found, not to what is loaded.
import type { ReversePath } from "../hints/ReversePath.ts";
import { isOfType } from "../schema/isOfType.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Session } from "../session/Session.ts";
import { goBack } from "./goBack.ts";
import type { Concern, ReactionGraph, Reactor } from "./ReactionGraph.ts";

/** Those who react, each with the entities that it concerns; what is being deleted concerns nobody any more. */
export type Concerned<R extends Reactor> = ReadonlyMap<R, ReadonlySet<EntityState>>;

/**
 * **SQL**: for changed entities of one type and a path of n relations n statements, whatever the number of entities; nothing for what is in
 * memory.
 */
export async function findConcerned<R extends Reactor>(
  graph: ReactionGraph<R>,
  session: Session,
): Promise<Concerned<R>> {
  if (graph.isEmpty) return new Map();
  const places = new Places<R>();
  addChanges(places, graph, session);
  for (let length = places.longest; length > 0; length--)
    await Promise.all(
      places.at(length).map(async ({ reactor, path, states }) => {
        const { step, path: next } = path.before!;
        for (const state of await goBack([...states], step))
          places.add({ reactor, path: next }, state);
      }),
    );
  return new Map(
    places.at(0).flatMap(({ reactor, states }) => {
      const living = new Set([...states].filter(({ isDeleted }) => !isDeleted));
      return living.size === 0 ? [] : [[reactor, living] as const];
    }),
  );
}

/** Puts what was changed at the places of hints where it stands. */
function addChanges<R extends Reactor>(
  places: Places<R>,
  graph: ReactionGraph<R>,
  { created, dirty, deleted, joinRows, enumRows }: Session,
): void {
  const add = (concerns: ReadonlyArray<Concern<R>>, state: EntityState): void => {
    for (const concern of concerns) places.add(concern, state);
  };
  for (const state of created) add(graph.ofCreated(state.meta), state);
  for (const state of dirty)
    for (const column of state.changed ?? []) add(graph.ofSet(column), state);
  for (const state of deleted) add(graph.ofDeleted(state.meta), state);
  for (const { joinTable, added, removed } of joinRows.pending) {
    const [ofFirst, ofSecond] = [
      graph.ofJoin(joinTable.first),
      graph.ofJoin(joinTable.first.otherField),
    ];
    if (ofFirst.length + ofSecond.length === 0) continue;
    for (const { first, second } of [...added, ...removed]) {
      add(ofFirst, first);
      add(ofSecond, second);
    }
  }
  for (const { field, added, removed } of enumRows.pending)
    for (const { owner } of [...added, ...removed]) add(graph.ofJoin(field), owner);
}

/** Entities at a place of somebody's hint. */
interface Place<R extends Reactor> extends Concern<R> {
  readonly states: Set<EntityState>;
}

/** The places that something was found at, by how far they are from where their hints begin. */
class Places<R extends Reactor> {
  readonly #byLength: Array<Map<R, Map<ReversePath, Place<R>>>> = [];

  /** The greatest distance. */
  get longest(): number {
    return this.#byLength.length - 1;
  }

  at(length: number): ReadonlyArray<Place<R>> {
    return [...(this.#byLength[length]?.values() ?? [])].flatMap((paths) => [...paths.values()]);
  }

  /** What is of another type than the place, which a hint of a subtype may meet, is not there. */
  add({ reactor, path }: Concern<R>, state: EntityState): void {
    if (!isOfType(state.meta, path.meta)) return;
    for (let length = this.#byLength.length; length <= path.length; length++)
      this.#byLength.push(new Map());
    const reactors = this.#byLength[path.length]!;
    let paths = reactors.get(reactor);
    if (paths === undefined) reactors.set(reactor, (paths = new Map()));
    const place = paths.get(path);
    if (place === undefined) paths.set(path, { reactor, path, states: new Set([state]) });
    else place.states.add(state);
  }
}
