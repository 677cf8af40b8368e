// An entity is of another type than is needed.
import type { Entity } from "../types/Entity.ts";
import { isEntity } from "./isEntity.ts";
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

type Given =
  | {
      readonly entity: Subject;
      readonly field: string;
      readonly value: unknown;
      readonly expected?: string;
    }
  | { readonly entity: Subject; readonly type: string; readonly expected: string }
  | { readonly target: Entity; readonly source: Entity; readonly types: readonly [string, string] };

/** `Book:1 cannot be set as 'publisher' on Author:1`, `Animal:1 is Dog but should be Cat`, or `Cannot merge entities of different types: Dog and Cat`. */
export class InvalidEntityTypeError extends KingpostError<"WRONG_TYPE"> {
  constructor(given: Given) {
    const entities = "target" in given ? [given.target, given.source] : entitiesOf(given.entity);
    super("WRONG_TYPE", messageOf(given), { entities });
  }
}

function messageOf(given: Given): string {
  if ("target" in given)
    return `Cannot merge entities of different types: ${given.types.join(" and ")}`;
  return "field" in given
    ? `${print(given.value)} cannot be set as '${given.field}' on ${String(given.entity)}`
    : `${String(given.entity)} is ${given.type} but should be ${given.expected}`;
}

/** Entities print themselves; anything else is named by its type, since a value may be confidential. */
function print(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return isEntity(value) ? value.toString() : `a value of type ${typeof value}`;
}
