// A field of an entity that was declared immutable was set.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Cannot set field firstName on immutable entity Author:1`. */
export class ImmutableEntityError extends KingpostError<"IMMUTABLE_ENTITY"> {
  readonly field: string;

  constructor({ entity, field }: { readonly entity: Subject; readonly field: string }) {
    super("IMMUTABLE_ENTITY", `Cannot set field ${field} on immutable entity ${String(entity)}`, {
      entities: entitiesOf(entity),
    });
    this.field = field;
  }
}
