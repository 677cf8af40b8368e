// A member that follows from others was set as a field is.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Invalid argument, cannot set over orderCount AsyncProperty`. */
export class DerivedMemberError extends KingpostError<"DERIVED"> {
  readonly field: string;

  constructor({
    entity,
    field,
    kind,
  }: {
    readonly entity: Subject;
    readonly field: string;
    readonly kind: string;
  }) {
    super("DERIVED", `Invalid argument, cannot set over ${field} ${kind}`, {
      entities: entitiesOf(entity),
    });
    this.field = field;
  }
}
