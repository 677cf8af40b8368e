// Where the ids of new rows come from, before the rows are written.
import type { Statement } from "../sql/Statement.ts";
import type { Result } from "./Driver.ts";

/** So many values of one sequence, given by its quoted, qualified name. */
export interface IdRequest {
  readonly sequence: string;
  readonly count: number;
}

/** A statement that refills what was handed out, to be sent along with others, and what to do with its answer. */
export interface Refill {
  readonly statement: Statement;
  /** It takes the server a while: better behind COMMIT, where nobody waits for it. */
  readonly isLarge?: boolean;
  accept(result: Result): void;
  /** There will be no answer. */
  abandon?(): void;
  /** What it was sent behind has been answered. */
  expect?(): void;
}

export interface IdAssigner {
  /**
   * The values for every request, ascending, in their text form. Served from the reserve without a statement where it
   * suffices; otherwise `send` is called once, with one statement for all requests together.
   */
  assign(
    requests: ReadonlyArray<IdRequest>,
    send: (statement: Statement) => Promise<Result>,
  ): Promise<ReadonlyArray<ReadonlyArray<string>>>;
  /** The next blocks for sequences whose reserve runs low; `undefined` when none does. */
  refill(): Refill | undefined;
  /** A new uuid of version 7, later than all that this assigner made before. */
  uuidV7(): string;
  /** Forgets every reserve, as after a reset of the sequences. */
  reset(): void;
}
