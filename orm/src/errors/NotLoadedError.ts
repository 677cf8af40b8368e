// A relation was read before it was loaded.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Author:1.books was not loaded`. Populate it, or `await` its `load()`. */
export class NotLoadedError extends KingpostError<"NOT_LOADED"> {
  readonly field: string;

  constructor({ entity, field }: { readonly entity: Subject; readonly field: string }) {
    super("NOT_LOADED", `${String(entity)}.${field} was not loaded`, {
      entities: entitiesOf(entity),
    });
    this.field = field;
  }
}
