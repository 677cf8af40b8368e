// No connection of the pool became free in time.
import { KingpostError } from "./KingpostError.ts";

/** `No connection became free in time: all 10 are in use and 3 others wait`. */
export class PoolTimeoutError extends KingpostError<"POOL_TIMEOUT"> {
  constructor({
    max,
    waiting,
    cause,
  }: {
    readonly max: number;
    readonly waiting: number;
    readonly cause?: unknown;
  }) {
    super(
      "POOL_TIMEOUT",
      `No connection became free in time: the pool has ${max} and ${waiting} other${waiting === 1 ? " waits" : "s wait"}`,
      { cause },
    );
  }
}
