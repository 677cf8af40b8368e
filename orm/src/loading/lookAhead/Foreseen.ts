// A batch and what is known to follow it, as one pipeline. The batch is answered as it would be alone; what follows is kept as it came.
import type { Rows } from "../../driver/Rows.ts";
import type { Ahead } from "../preload/Ahead.ts";
import { PipelinePreloader } from "../preload/PipelinePreloader.ts";
import { planPreload } from "../preload/planPreload.ts";
import type { PreloadStep } from "../preload/PreloadStep.ts";
import { Restrictions } from "../preload/Restrictions.ts";
import type { Foresight } from "./Foresight.ts";
import type { Follower, Habit } from "./Habit.ts";
import type { LeadingBatch } from "./LeadingBatch.ts";

/** Answers of levels below have to be told apart: the pipeline, whatever the em's strategy for hints is. */
const preloader = new PipelinePreloader();

export class Foreseen implements Ahead {
  readonly batches: readonly [LeadingBatch];
  readonly #foresight: Foresight;
  readonly #habit: Habit;

  constructor(foresight: Foresight, batch: LeadingBatch, habit: Habit) {
    this.batches = [batch];
    this.#foresight = foresight;
    this.#habit = habit;
  }

  get requests(): ReadonlyArray<number> {
    return [this.batches[0].requests];
  }

  get settle(): Ahead["settle"] {
    return this.batches[0].settle;
  }

  get signal(): AbortSignal | undefined {
    return this.batches[0].signal;
  }

  plan(): ReadonlyArray<PreloadStep> | undefined {
    const [batch] = this.batches;
    const { session } = this.#foresight;
    const context = { session, restrictions: new Restrictions(session), preloader };
    const steps = planPreload(context, batch.root(), batch.leadingTo(this.#habit.tree));
    return steps && this.#kept(steps);
  }

  leave(
    [root, ...below]: ReadonlyArray<PreloadStep>,
    isAlone: (key: unknown) => boolean,
  ): ReadonlyArray<PreloadStep> | undefined {
    const leaving = new Set([root]);
    for (const step of below)
      if (leaving.has(step.above) && step.batchKeys.every(isAlone)) leaving.add(step);
    if (leaving.size === 1) return undefined;
    this.#foresight.countSent(leaving.size - 1);
    return [...leaving] as PreloadStep[];
  }

  /** The database refused a statement, perhaps one that nobody had asked for. */
  refuse(): void {
    for (const follower of this.#habit.followers.values()) follower.unlearn();
  }

  /** The steps with what is known to follow kept in place of being dealt. */
  #kept([first, ...below]: ReadonlyArray<PreloadStep>): ReadonlyArray<PreloadStep> {
    const foresight = this.#foresight;
    const [batch] = this.batches;
    const sent = foresight.now;
    const habits = new Map<PreloadStep, Habit>([[first!, this.#habit]]);
    const keeping = new Map<PreloadStep, PreloadStep>();
    const answers = new Map<PreloadStep, Rows>();
    const root: PreloadStep = {
      ...first!,
      batchKeys: [],
      deal(rows, owners) {
        answers.set(first!, rows);
        const states = first!.deal(rows, owners);
        foresight.dealt(batch, states);
        return states;
      },
    };
    keeping.set(first!, root);
    for (const step of below) {
      // Names may stand for other relations in other types of a hierarchy.
      const habit = habits.get(step.above!)?.followers.get(step.via as Follower);
      if (habit?.isLearned !== true) continue;
      habits.set(step, habit);
      keeping.set(step, {
        ...step,
        statement: {
          ...step.statement,
          operation: `ahead: ${step.statement.operation}`,
          maxRows: foresight.maxRows + 1,
        },
        above: keeping.get(step.above!),
        deal(rows) {
          const owners = answers.get(step.above!);
          // What is cut is not the answer, and what is below it has owners that nobody knows.
          if (rows.length > foresight.maxRows) habit.unlearn();
          else if (owners !== undefined) {
            answers.set(step, rows);
            foresight.keep(sent, step, rows, owners);
          }
          return [];
        },
      });
    }
    return [...keeping.values()];
  }
}
