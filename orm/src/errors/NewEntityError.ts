// Something was asked of the database about an entity that it does not know yet.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Author#1.reviewCount cannot be loaded: the entity is new; flush it first`. */
export class NewEntityError extends KingpostError<"NEW_ENTITY"> {
  readonly field: string;

  constructor({ entity, field }: { readonly entity: Subject; readonly field: string }) {
    super(
      "NEW_ENTITY",
      `${String(entity)}.${field} cannot be loaded: the entity is new; flush it first`,
      { entities: entitiesOf(entity) },
    );
    this.field = field;
  }
}
