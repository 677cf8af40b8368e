// What is known to follow a read: for each relation of the entities that it gave whether that was loaded of nearly all of them, run after
// run, and what followed that in turn. A few numbers, whatever the runs were like.
import { HintTree } from "../../hints/HintTree.ts";
import type { ManyToOneField } from "../../schema/Field.ts";
import type { StoredRelation } from "../dealRelated.ts";
import { bitsOf } from "./bitsOf.ts";

/** A relation that may be loaded after its owners. */
export type Follower = ManyToOneField | StoredRelation["field"];

/** Of how many runs it is remembered how they went, once it is learned. */
const window = 8;
/** After how many runs at most what had to be unlearned is tried again. */
const longestWait = 64;
/** How many relations of one read are kept count of, and how far they may lead. */
const maxFollowers = 16;
const maxDepth = 6;

export class Habit {
  readonly followers: Map<Follower, Habit> = new Map();
  readonly #above: Habit | undefined;
  readonly #depth: number;
  /** How many runs in a row followed it, until it is learned. */
  #streak = 0;
  /** How many have to; more each time that it had to be unlearned. */
  #needed: number;
  readonly #patience: number;
  #isLearned = false;
  /** How the last runs went, a bit for each that was in vain. */
  #vain = 0;
  #tree: HintTree | undefined;

  /** @param runs how many runs in a row teach, and how many in vain out of the last eight unteach */
  constructor(runs: number, above?: Habit) {
    this.#needed = runs;
    this.#patience = runs;
    this.#above = above;
    this.#depth = above === undefined ? 0 : above.#depth + 1;
  }

  get isLearned(): boolean {
    return this.#isLearned;
  }

  /** What of a relation is known; `undefined` when there is too much to know. */
  follower(field: Follower): Habit | undefined {
    const known = this.followers.get(field);
    if (known !== undefined || this.followers.size >= maxFollowers || this.#depth >= maxDepth)
      return known;
    const habit = new Habit(this.#patience, this);
    this.followers.set(field, habit);
    return habit;
  }

  /** What a read is to bring along. */
  get tree(): HintTree {
    return (this.#tree ??= new HintTree(
      new Map(
        [...this.followers].flatMap(([field, habit]) =>
          habit.isLearned ? [[field.fieldName, habit.tree] as const] : [],
        ),
      ),
    ));
  }

  /** A run in which it was loaded of nearly all entities. */
  followed(): void {
    this.#vain = (this.#vain << 1) & (2 ** window - 1);
    if (this.#isLearned || ++this.#streak < this.#needed) return;
    this.#vain = 0;
    this.#setLearned(true);
  }

  /** A run in which it was not. */
  missed(): void {
    this.#streak = 0;
    this.#vain = ((this.#vain << 1) | 1) & (2 ** window - 1);
    if (this.#isLearned && bitsOf(this.#vain) >= Math.min(this.#patience, window)) this.unlearn();
  }

  /** It is not sent any more until it was followed twice as often in a row as the last time. */
  unlearn(): void {
    this.#streak = 0;
    if (!this.#isLearned) return;
    this.#needed = Math.min(this.#needed * 2, Math.max(longestWait, this.#patience));
    this.#setLearned(false);
  }

  #setLearned(isLearned: boolean): void {
    this.#isLearned = isLearned;
    for (let habit = this.#above; habit !== undefined; habit = habit.#above)
      habit.#tree = undefined;
  }
}
