// The id of a new entity was read before it was assigned.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Author#1 has no id yet`, or `Reference Book:1.author is assigned to a new entity`. Flush first, or call `em.assignNewIds()`. */
export class NoIdError extends KingpostError<"NO_ID"> {
  constructor({ entity, reference }: { readonly entity: Subject; readonly reference?: string }) {
    super(
      "NO_ID",
      reference === undefined
        ? `${String(entity)} has no id yet`
        : `Reference ${String(entity)}.${reference} is assigned to a new entity`,
      { entities: entitiesOf(entity) },
    );
  }
}
