// An entity is of another type than is needed.
import type { Entity } from "../types/Entity.ts";
import { isEntity } from "./isEntity.ts";
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Book:1 cannot be set as 'publisher' on Author:1`, or `Animal:1 is Dog but should be Cat`. */
export class InvalidEntityTypeError extends KingpostError<"WRONG_TYPE"> {
  constructor(
    given:
      | {
          readonly entity: Subject;
          readonly field: string;
          readonly value: unknown;
          readonly expected?: string;
        }
      | { readonly entity: Entity; readonly type: string; readonly expected: string },
  ) {
    super(
      "WRONG_TYPE",
      "field" in given
        ? `${print(given.value)} cannot be set as '${given.field}' on ${String(given.entity)}`
        : `${String(given.entity)} is ${given.type} but should be ${given.expected}`,
      { entities: entitiesOf(given.entity) },
    );
  }
}

/** Entities print themselves; anything else is named by its type, since a value may be confidential. */
function print(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return isEntity(value) ? value.toString() : `a value of type ${typeof value}`;
}
