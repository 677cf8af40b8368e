// One time that a read gave entities: which relations were loaded of nearly all of them since. It knows none of the entities, as it may
// outlive their em.
import type { Habit } from "./Habit.ts";

export class Run {
  readonly habit: Habit;
  readonly begun: number;
  readonly #followed = new Set<Habit>();
  #isOver = false;

  constructor(habit: Habit, begun: number) {
    this.habit = habit;
    this.begun = begun;
  }

  /** Once for each, however often it is loaded. */
  follow(follower: Habit): void {
    if (this.#isOver || this.#followed.has(follower)) return;
    this.#followed.add(follower);
    follower.followed();
  }

  /** Nothing more is expected: what did not follow was in vain. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const follower of this.habit.followers.values())
      if (!this.#followed.has(follower)) follower.missed();
  }
}
