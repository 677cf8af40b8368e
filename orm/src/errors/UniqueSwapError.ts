// Rows of one flush take unique values over from each other, and nothing can stand in their place for a moment.
import type { Entity } from "../types/Entity.ts";
import { KingpostError } from "./KingpostError.ts";

/**
 * `Seat:1, Seat:2 take the values of seats_guest_id_key over from each other, and it is checked row by row. …`. Nothing was written. Make the
 * constraint deferrable: `ALTER TABLE … ADD CONSTRAINT … UNIQUE (…) DEFERRABLE`.
 */
export class UniqueSwapError extends KingpostError<"UNIQUE_SWAP"> {
  readonly constraint: string;

  constructor({
    constraint,
    entities,
    cause,
  }: {
    readonly constraint: string;
    readonly entities: ReadonlyArray<Entity>;
    readonly cause?: unknown;
  }) {
    super(
      "UNIQUE_SWAP",
      `${entities.map(String).join(", ")} take the values of ${constraint} over from each other, and it is checked row by row. Nothing was written. Make it a constraint that is DEFERRABLE, or flush a third value in between`,
      { entities, cause },
    );
    this.constraint = constraint;
  }
}
