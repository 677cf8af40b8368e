// More rows match than the call allows.
import type { Entity } from "../types/Entity.ts";
import { KingpostError } from "./KingpostError.ts";

/** `Found more than one: Author:1, Author:2`. */
export class TooManyError extends KingpostError<"TOO_MANY"> {
  constructor({ entities }: { readonly entities: ReadonlyArray<Entity> }) {
    super("TOO_MANY", `Found more than one: ${entities.join(", ")}`, { entities });
  }
}
