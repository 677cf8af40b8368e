// A value cannot be stored in its field. The value itself is not shown, since it may be confidential.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Author:1.firstName contains a NUL character`. */
export class InvalidValueError extends KingpostError<"INVALID_VALUE"> {
  declare readonly field?: string;

  constructor({
    entity,
    field,
    reason,
    cause,
  }: {
    readonly entity: Subject;
    readonly field?: string;
    readonly reason: string;
    /** What the database said of the value. */
    readonly cause?: unknown;
  }) {
    const where = field === undefined ? String(entity) : `${String(entity)}.${field}`;
    super("INVALID_VALUE", `${where} ${reason}`, { entities: entitiesOf(entity), cause });
    if (field !== undefined) this.field = field;
  }
}
