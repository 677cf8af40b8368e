// A value from the database cannot be read as the field's type. The value itself is not shown.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Author:1.birthday cannot be read as date: 294276-12-31 is not a date that a Date can hold`. */
export class CodecError extends KingpostError<"CODEC"> {
  readonly field: string;

  constructor({
    entity,
    field,
    type,
    cause,
  }: {
    readonly entity: Subject;
    readonly field: string;
    readonly type: string;
    readonly cause?: unknown;
  }) {
    const reason = cause instanceof Error ? `: ${cause.message}` : "";
    super("CODEC", `${String(entity)}.${field} cannot be read as ${type}${reason}`, {
      entities: entitiesOf(entity),
      cause,
    });
    this.field = field;
  }
}
