// An entity has no such field.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Unknown field nickname`. */
export class UnknownFieldError extends KingpostError<"UNKNOWN_FIELD"> {
  readonly field: string;

  constructor({ entity, field }: { readonly entity?: Subject; readonly field: string }) {
    super("UNKNOWN_FIELD", `Unknown field ${field}`, { entities: entitiesOf(entity) });
    this.field = field;
  }
}
