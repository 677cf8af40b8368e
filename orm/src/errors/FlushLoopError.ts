// Hooks kept changing entities until the flush gave up.
import type { Entity } from "../types/Entity.ts";
import { KingpostError } from "./KingpostError.ts";

/** An entity that every round changed anew, and by which of its fields; a new entity has none of note. */
export interface UnsettledEntity {
  readonly entity: Entity;
  readonly fields: ReadonlyArray<string>;
}

/** `Flush did not settle after 10 rounds: Author:1 (firstName), Book#2 keep changing`. */
export class FlushLoopError extends KingpostError<"FLUSH_LOOP"> {
  readonly changing: ReadonlyArray<UnsettledEntity>;

  constructor({
    rounds,
    changing,
  }: {
    readonly rounds: number;
    readonly changing: ReadonlyArray<UnsettledEntity>;
  }) {
    const names = changing.map(({ entity, fields }) =>
      fields.length === 0 ? String(entity) : `${String(entity)} (${fields.join(", ")})`,
    );
    super(
      "FLUSH_LOOP",
      `Flush did not settle after ${rounds} rounds: ${names.join(", ")} keep changing`,
      { entities: changing.map(({ entity }) => entity) },
    );
    this.changing = changing;
  }
}
