// An entity that its entity manager has let go of was changed or asked to load something.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Author:1 is detached from its EntityManager`. What it had loaded stays readable; load it again to change it. */
export class DetachedEntityError extends KingpostError<"DETACHED"> {
  constructor({ entity }: { readonly entity: Subject }) {
    super(
      "DETACHED",
      `${String(entity)} is detached from its EntityManager, which was cleared or has evicted it: load it again`,
      { entities: entitiesOf(entity) },
    );
  }
}
