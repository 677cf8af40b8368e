// A work item: its question, what makes the comparison fair, what contestants are given, and what the right answer is.
import type { Client } from "pg";
import type { Fixture } from "../fixtures/Fixture.ts";
import type { Reading } from "./Reading.ts";

/** The names of the work items; a new one gets the next number, and none is ever given to other work. */
export type WorkItem =
  | "W1"
  | "W2"
  | "W3"
  | "W4"
  | "W5"
  | "W6"
  | "W7"
  | "W8"
  | "W9a"
  | "W9b"
  | "W10"
  | "S1"
  | "S2"
  | "S3"
  | "S6"
  | "S7"
  | "S8";

/** What is measured where the figure is not the time of the work: `runner/studies` has each. */
export type StudyName = "coldStart" | "typeCost" | "codeSize";

/** Items that are requests over HTTP (`load/Load.ts`). */
export type LoadItem = "G1" | "G2" | "G3";

export type Item = WorkItem | LoadItem;

/** What is known when one timed piece of work has ended and its result was read. */
export interface Outcome {
  /** Every field of the result, as the contestant's own reader gave it. */
  readonly reading: ReadonlyArray<Reading>;
  /** A connection of the harness to the contestant's database. */
  readonly database: Client;
  readonly startedAt: Date;
}

/** What a reader is told of an item. */
export interface Question {
  readonly item: Item;
  readonly title: string;
  readonly question: string;
  /** What is the same for all contestants. */
  readonly equal: string;
  /** Why the comparison is fair, and where it favours somebody. */
  readonly fair: ReadonlyArray<string>;
  /** What is measured in place of the work, which is still done once to see that it is right. */
  readonly study?: StudyName;
  /** What the figure counts where that is not milliseconds. */
  readonly unit?: string;
  /** What a smaller and a larger figure are called where they are not "faster" and "slower". */
  readonly words?: readonly [smaller: string, larger: string];
}

/** One work item. `I` is what a contestant is told. */
export interface Scenario<I> extends Question {
  readonly item: WorkItem;
  /** Pieces of work before the first timed one, at the least; each is verified like the timed ones. */
  readonly warmUps: number;
  /** Pieces of work per block, at the least; more where that takes no time and nothing has to be put back. */
  readonly iterations: number;
  /** How many objects the result holds, where the question is what they weigh; then memory is measured as well. */
  readonly weighs?: (fixture: Fixture) => number;
  input(fixture: Fixture): I;
  /** The digest of the right answer, from the generated rows alone. */
  expected(fixture: Fixture): string;
  /** The digest of what the contestant did: of its answer, or for writes of what stands in the database. */
  observe(outcome: Outcome): Promise<string>;
  /** Called once for each contestant, before its first piece of work. */
  prepare?(database: Client): Promise<void>;
  /** Brings the database back to its first state. */
  reset?(database: Client): Promise<void>;
}
