// What a client sent cannot be applied as it is.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Invalid input at books[1].title: Book.title contains a NUL character`. */
export class InvalidInputError extends KingpostError<"INVALID_INPUT"> {
  /** Where it stands in what was given; empty for the whole. */
  readonly path: string;
  declare readonly field?: string;

  constructor({
    path,
    entity,
    field,
    cause,
    ...why
  }: {
    readonly path: string;
    readonly entity: Subject;
    readonly field?: string | undefined;
    readonly cause?: unknown;
  } & ({ readonly reason: string } | { readonly message: string })) {
    const where = path === "" ? "Invalid input" : `Invalid input at ${path}`;
    const subject = field === undefined ? String(entity) : `${String(entity)}.${field}`;
    const message = "message" in why ? why.message : `${where}: ${subject} ${why.reason}`;
    super("INVALID_INPUT", message, {
      entities: entitiesOf(entity),
      ...(cause === undefined ? {} : { cause }),
    });
    this.path = path;
    if (field !== undefined) this.field = field;
  }
}
