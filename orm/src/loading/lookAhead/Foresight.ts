// Looks ahead for one unit of work: says which read a batch followed, sends along what is known to follow it, and answers from what came.
// All of it is about batches, not about entities: whether a batch loads a relation of nearly all entities of a read is judged by a sample.
import type { Executor } from "../../driver/Driver.ts";
import type { Rows } from "../../driver/Rows.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { readKeys } from "../../session/readKeys.ts";
import type { Session } from "../../session/Session.ts";
import type { LookAheadCounts } from "../../types/LookAhead.ts";
import type { Batch } from "../Batch.ts";
import type { PreloadStep } from "../preload/PreloadStep.ts";
import { bitsOf } from "./bitsOf.ts";
import { Foreseen } from "./Foreseen.ts";
import type { Follower, Habit } from "./Habit.ts";
import type { LeadingBatch } from "./LeadingBatch.ts";
import type { LearnedLookAhead } from "./LearnedLookAhead.ts";
import type { Run } from "./Run.ts";
import { type Given, Shelf } from "./Shelf.ts";

/** A read that gave entities, by some of them. */
interface Reading {
  readonly run: Run;
  readonly size: number;
  readonly sample: ReadonlyArray<EntityState>;
  /** The types that they are of. */
  readonly types: ReadonlySet<EntityMeta>;
  /** Of which of the sample a relation was asked for so far, a bit for each. */
  readonly asked: Map<Follower, number>;
}

/** How many entities stand for all of a read. */
const sampleSize = 16;
/** What nearly all of them are. */
const nearlyAll = 0.9;
/** How many reads of a unit of work something may follow; the oldest give way. */
const maxReadings = 32;
/** How many of the largest answers that may come ahead may wait in a unit of work. */
const maxAnswers = 4;

export class Foresight {
  readonly #session: Session;
  readonly #memory: LearnedLookAhead;
  readonly #shelf: Shelf;
  readonly #habits = new WeakMap<Batch, Habit>();
  #readings: Reading[] = [];
  #sent = 0;
  #used = 0;
  /** Counts up whenever what was read may not be so any more. */
  #epoch = 0;

  constructor(session: Session, memory: LearnedLookAhead) {
    this.#session = session;
    this.#memory = memory;
    this.#shelf = new Shelf(memory.maxRows * maxAnswers);
  }

  get counts(): LookAheadCounts {
    return { sent: this.#sent, used: this.#used, wasted: this.#sent - this.#used };
  }

  /**
   * Not in a transaction, whose reads see what it says and may hold locks; not in a flush, which asks the database; not where plugins are asked about
   * reads, who would be asked about some that nobody makes.
   */
  get isOn(): boolean {
    const { connection, executor, plugins, writeGuard } = this.#session;
    return (
      connection === undefined &&
      executor.isPipelined === true &&
      plugins.beforeFind === undefined &&
      !writeGuard.isFlushing
    );
  }

  /** What came ahead is not given any more, nor what is on its way: something was written, or somebody asks for what the database has now. */
  forget(): void {
    this.#epoch++;
    this.#shelf.forget();
    for (const { run } of this.#readings) run.end();
    this.#readings = [];
  }

  /** A batch is about to leave: it follows one of the reads before it, or none. */
  meet(batch: LeadingBatch): void {
    let habit: Habit | undefined;
    for (const reading of this.#readings)
      for (const field of new Set(
        reading.types.values().flatMap((type) => batch.relationsOf(type)),
      )) {
        const asked = askedOf(batch, reading, field);
        if (asked === "none") continue;
        const follower = reading.run.habit.follower(field);
        if (follower === undefined) continue;
        if (asked === "nearly all") reading.run.follow(follower);
        // The last read that it follows is the one that it goes on from.
        habit = follower;
      }
    habit ??= this.#memory.habitOf(batch.meta.domain, batch.shape);
    this.#habits.set(batch, habit);
  }

  /** The answer to a batch, when all of it came ahead. */
  take(key: unknown, batch: LeadingBatch): Given | undefined {
    if (this.#shelf.isEmpty || batch.asked === undefined) return undefined;
    const { executor } = this.#session;
    const given = this.#shelf.take(key, batch.meta, batch.asked, executor, performance.now());
    if (given === undefined) return undefined;
    for (let uses = given.firstUses; uses > 0; uses--) {
      this.#used++;
      this.#memory.countUsed();
    }
    return given;
  }

  /** What may leave with a batch, when anything is known to follow it. */
  foresee(batch: LeadingBatch): Foreseen | undefined {
    const habit = this.#habits.get(batch);
    if (habit === undefined || habit.tree.isEmpty) return undefined;
    if ((batch.asked?.keys.size ?? 0) > this.#memory.maxRows) return undefined;
    return new Foreseen(this, batch, habit);
  }

  /** A batch was dealt: something may follow it. */
  dealt(batch: Batch, states: ReadonlyArray<EntityState>): void {
    const habit = this.#habits.get(batch);
    if (habit === undefined || states.length === 0) return;
    this.#habits.delete(batch);
    if (this.#readings.length >= maxReadings) this.#forgetSmallest();
    const sample = sampleOf(states);
    const types = new Set(sample.map(({ meta }) => meta));
    const run = this.#memory.begin(habit);
    this.#readings.push({ run, size: states.length, sample, types, asked: new Map() });
  }

  /** Who loads the relations of a list one after the other makes a read of each: the list itself is to be remembered longest. */
  #forgetSmallest(): void {
    let smallest = 0;
    for (const [at, { size }] of this.#readings.entries())
      if (size < this.#readings[smallest]!.size) smallest = at;
    this.#readings.splice(smallest, 1);
  }

  /** @internal For what is sent now. */
  get now(): { readonly epoch: number; readonly executor: Executor } {
    return { epoch: this.#epoch, executor: this.#session.executor };
  }

  get session(): Session {
    return this.#session;
  }

  get maxRows(): number {
    return this.#memory.maxRows;
  }

  countSent(count: number): void {
    this.#sent += count;
    this.#memory.countSent(count);
  }

  /** Keeps the answer to a step until it is asked for; `owners` are the rows of the step above. */
  keep(sent: Foresight["now"], step: PreloadStep, rows: Rows, owners: Rows): void {
    if (sent.epoch !== this.#epoch) return;
    const { meta, via, batchKeys, statement } = step;
    const isReference = via!.kind === "m2o";
    const keys = isReference ? readKeys(rows, meta, 0) : readKeys(owners, step.above!.meta, 0);
    this.#shelf.put({
      key: batchKeys[0],
      operation: statement.operation,
      meta,
      rows,
      keys: new Set(keys as Array<NonNullable<(typeof keys)[number]>>),
      executor: sent.executor,
      until: performance.now() + this.#memory.maxAge,
      isUsed: false,
    });
  }
}

/**
 * Of how many entities of a read, of which there is anything to load, the batch and those before it load the relation: all at once, or one
 * after the other.
 */
function askedOf(
  batch: LeadingBatch,
  { sample, asked: known }: Reading,
  field: Follower,
): "nearly all" | "some" | "none" {
  const before = known.get(field) ?? 0;
  let asked = before;
  let all = 0;
  for (const [at, state] of sample.entries()) {
    const bit = 1 << at;
    // Of the types of a hierarchy perhaps only some have it.
    const isAsked =
      state.meta.fields.get(field.fieldName) === field ? batch.asks(state, field) : undefined;
    if (isAsked === true) asked |= bit;
    if (isAsked !== undefined || (asked & bit) !== 0) all++;
  }
  if (asked === before) return "none";
  known.set(field, asked);
  return bitsOf(asked) >= all * nearlyAll ? "nearly all" : "some";
}

/** How far places of a sample are from each other, as part of the whole: no pattern in the list has its period. */
const goldenRatio = (Math.sqrt(5) - 1) / 2;

function sampleOf(states: ReadonlyArray<EntityState>): ReadonlyArray<EntityState> {
  const { length } = states;
  if (length <= sampleSize) return states;
  return Array.from(
    { length: sampleSize },
    (_, at) => states[Math.floor(((at * goldenRatio) % 1) * length)]!,
  );
}
