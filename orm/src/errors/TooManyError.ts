// More rows match than the call allows.
import type { Entity } from "../types/Entity.ts";
import { KingpostError } from "./KingpostError.ts";

/** `Found more than one: Author:1, Author:2`, or `Found more than one existing Author with firstName=a1`. */
export class TooManyError extends KingpostError<"TOO_MANY"> {
  constructor({
    entities,
    ...sought
  }: {
    readonly entities: ReadonlyArray<Entity>;
    /** The type and the values that one entity was to have. */
    readonly type?: string;
    readonly where?: string;
  }) {
    const { type, where } = sought;
    super(
      "TOO_MANY",
      type === undefined || where === undefined
        ? `Found more than one: ${entities.join(", ")}`
        : `Found more than one existing ${type} with ${where}`,
      { entities },
    );
  }
}
