// A load hint names something that cannot be loaded.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Invalid load hint 'bookz' on Author:1`. */
export class InvalidHintError extends KingpostError<"INVALID_HINT"> {
  constructor({ key, entity }: { readonly key: string; readonly entity: Subject }) {
    super("INVALID_HINT", `Invalid load hint '${key}' on ${String(entity)}`, {
      entities: entitiesOf(entity),
    });
  }
}
