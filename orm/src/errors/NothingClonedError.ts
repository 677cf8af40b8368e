// A copy was asked for, and the options left everything out.
import type { Entity } from "../types/Entity.ts";
import { KingpostError } from "./KingpostError.ts";

/** `no entities were cloned given the provided options`. Look at what `skipIf` says of the entity itself. */
export class NothingClonedError extends KingpostError<"NOTHING_CLONED"> {
  constructor({ entity }: { readonly entity: Entity }) {
    super("NOTHING_CLONED", "no entities were cloned given the provided options", {
      entities: [entity],
    });
  }
}
