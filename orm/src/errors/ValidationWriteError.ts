// A validation rule changed an entity.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `A validation rule cannot change Author:1: it only says what is wrong; change entities in a hook, such as beforeFlush`. */
export class ValidationWriteError extends KingpostError<"VALIDATION_WRITE"> {
  constructor({ entity }: { readonly entity: Subject }) {
    super(
      "VALIDATION_WRITE",
      `A validation rule cannot change ${String(entity)}: it only says what is wrong; change entities in a hook, such as beforeFlush`,
      { entities: entitiesOf(entity) },
    );
  }
}
