// Loads for resolvers what their fields and everything selected below will need. Resolvers run one entity at a time: what they ask
// for in one go is collected, so that all siblings are one populate, which goes with the batches of the tick.
import type { HintTree } from "../hints/HintTree.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Session } from "../session/Session.ts";

interface Waiting {
  readonly states: EntityState[];
  readonly loaded: PromiseWithResolvers<void>;
}

export class LookAhead {
  readonly #session: Session;
  readonly #trees = new WeakMap<object, WeakMap<object, Map<string, HintTree>>>();
  #waiting: Map<HintTree, Waiting> | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /**
   * The hint of a selection, made once for all entities that it is resolved for.
   * @param variables those of the operation: what `@skip` and `@include` say may differ from one to the next
   * @param nodes of the field: one list for all siblings
   */
  hint(variables: object, nodes: object, member: string, make: () => HintTree): HintTree {
    let byNodes = this.#trees.get(variables);
    if (byNodes === undefined) this.#trees.set(variables, (byNodes = new WeakMap()));
    let byMember = byNodes.get(nodes);
    if (byMember === undefined) byNodes.set(nodes, (byMember = new Map()));
    let tree = byMember.get(member);
    if (tree === undefined) byMember.set(member, (tree = make()));
    return tree;
  }

  /** Loads what the hint names; entities that ask for the same hint in one go are loaded together. */
  load(state: EntityState, tree: HintTree): Promise<void> {
    if (this.#waiting === undefined) {
      this.#waiting = new Map();
      queueMicrotask(() => this.#send());
    }
    let waiting = this.#waiting.get(tree);
    if (waiting === undefined)
      this.#waiting.set(tree, (waiting = { states: [], loaded: Promise.withResolvers() }));
    waiting.states.push(state);
    return waiting.loaded.promise;
  }

  #send(): void {
    const all = this.#waiting!;
    this.#waiting = undefined;
    for (const [tree, { states, loaded }] of all)
      this.#session.ports.populate(states, tree).then(loaded.resolve, loaded.reject);
  }

  /** The one of a unit of work. */
  static of(session: Session): LookAhead {
    let found = lookAheads.get(session);
    if (found === undefined) lookAheads.set(session, (found = new LookAhead(session)));
    return found;
  }
}

const lookAheads = new WeakMap<Session, LookAhead>();
