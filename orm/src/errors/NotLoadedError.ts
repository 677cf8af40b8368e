// A relation was read before it was loaded.
import type { Entity } from "../types/Entity.ts";
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Author:1.books was not loaded`, `a:1 is not loaded for {"books":{}}`. Populate it, or `await` its `load()`. */
export class NotLoadedError extends KingpostError<"NOT_LOADED"> {
  /** The member that was read; none when a whole hint was asked for. */
  readonly field: string | undefined;

  constructor(
    what:
      | { readonly entity: Subject; readonly field: string }
      | { readonly entity: Entity; readonly hint: unknown },
  ) {
    const { entity } = what;
    super(
      "NOT_LOADED",
      "field" in what
        ? `${String(entity)}.${what.field} was not loaded`
        : `${what.entity.toTaggedString()} is not loaded for ${JSON.stringify(what.hint)}`,
      { entities: entitiesOf(entity) },
    );
    this.field = "field" in what ? what.field : undefined;
  }
}
