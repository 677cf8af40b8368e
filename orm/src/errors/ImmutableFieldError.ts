// A field that cannot be set was set.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Author:1.createdAt cannot be set`. */
export class ImmutableFieldError extends KingpostError<"IMMUTABLE"> {
  readonly field: string;

  constructor({ entity, field }: { readonly entity: Subject; readonly field: string }) {
    super("IMMUTABLE", `${String(entity)}.${field} cannot be set`, {
      entities: entitiesOf(entity),
    });
    this.field = field;
  }
}
