// An entity of this id is in the entity manager already.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Entity Author:1 has a duplicate instance already loaded`. */
export class DuplicateEntityError extends KingpostError<"DUPLICATE_ENTITY"> {
  constructor({ entity }: { readonly entity: Subject }) {
    super("DUPLICATE_ENTITY", `Entity ${String(entity)} has a duplicate instance already loaded`, {
      entities: entitiesOf(entity),
    });
  }
}
