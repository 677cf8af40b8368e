// Hooks kept changing entities until the flush gave up.
import type { Entity } from "../types/Entity.ts";
import { KingpostError } from "./KingpostError.ts";

/** `Flush did not settle after 10 rounds: Author:1, Book:2 keep changing`. */
export class FlushLoopError extends KingpostError<"FLUSH_LOOP"> {
  constructor({
    rounds,
    entities,
  }: {
    readonly rounds: number;
    readonly entities: ReadonlyArray<Entity>;
  }) {
    super(
      "FLUSH_LOOP",
      `Flush did not settle after ${rounds} rounds: ${entities.join(", ")} keep changing`,
      { entities },
    );
  }
}
