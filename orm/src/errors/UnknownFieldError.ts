// An entity has no such field.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Unknown field nickname`. */
export class UnknownFieldError extends KingpostError<"UNKNOWN_FIELD"> {
  readonly field: string;

  /** Where it stands in nested input. */
  declare readonly path?: string;

  constructor({
    entity,
    field,
    path,
  }: {
    readonly entity?: Subject;
    readonly field: string;
    readonly path?: string;
  }) {
    super("UNKNOWN_FIELD", `Unknown field ${field}`, { entities: entitiesOf(entity) });
    this.field = field;
    if (path !== undefined) this.path = path;
  }
}
