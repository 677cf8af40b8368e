// A deleted entity was changed, loaded or pointed to.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Author:1 is marked as deleted`. */
export class EntityDeletedError extends KingpostError<"DELETED"> {
  constructor({ entity }: { readonly entity: Subject }) {
    super("DELETED", `${String(entity)} is marked as deleted`, { entities: entitiesOf(entity) });
  }
}
