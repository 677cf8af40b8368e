// The id of a reference that is not set was read.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Reference Book:1.author is unset`. `idIfSet` answers `undefined` instead. */
export class UnsetReferenceError extends KingpostError<"UNSET_REFERENCE"> {
  readonly field: string;

  constructor({ entity, field }: { readonly entity: Subject; readonly field: string }) {
    super("UNSET_REFERENCE", `Reference ${String(entity)}.${field} is unset`, {
      entities: entitiesOf(entity),
    });
    this.field = field;
  }
}
