// A relation that follows from others was written to.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Shipment:1.customer is read-only: it has no set`. Change the relations it is derived from. */
export class ReadOnlyRelationError extends KingpostError<"READ_ONLY_RELATION"> {
  readonly field: string;

  constructor({
    entity,
    field,
    verb,
  }: {
    readonly entity: Subject;
    readonly field: string;
    readonly verb: string;
  }) {
    super(
      "READ_ONLY_RELATION",
      `${String(entity)}.${field} is read-only: it has no ${verb}; change what it is derived from`,
      { entities: entitiesOf(entity) },
    );
    this.field = field;
  }
}
