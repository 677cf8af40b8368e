// Rules of entities failed; nothing was written.
import type { Entity } from "../types/Entity.ts";
import { KingpostError } from "./KingpostError.ts";

/** One failed rule of one entity. */
export interface ValidationError {
  /** Absent only where the database refused a row and did not say which. */
  readonly entity: Entity | undefined;
  readonly message: string;
  readonly field?: string;
  /** The rule's own code, such as `required`. */
  readonly code?: string;
}

/**
 * `Validation error: Author:1 firstName is required`, or
 * `Validation errors (2): Author:1 firstName is required, lastName is required`.
 *
 * ```ts
 * try { await em.flush(); } catch (error) {
 *   if (error instanceof ValidationErrors) show(error.errors.map(({ field, message }) => ({ field, message })));
 * }
 * ```
 */
export class ValidationErrors extends KingpostError<"VALIDATION"> {
  readonly errors: ReadonlyArray<ValidationError>;

  constructor(errors: ReadonlyArray<ValidationError>, cause?: unknown) {
    super("VALIDATION", messageOf(errors), {
      entities: [...new Set(errors.flatMap(({ entity }) => entity ?? []))],
      cause,
    });
    this.errors = errors;
  }
}

function messageOf(errors: ReadonlyArray<ValidationError>): string {
  const groups = Map.groupBy(errors, ({ entity }) => entity);
  const texts = Array.from(
    groups,
    ([entity, group]) =>
      `${entity === undefined ? "" : `${String(entity)} `}${group.map(({ message }) => message).join(", ")}`,
  );
  const title = errors.length === 1 ? "Validation error" : `Validation errors (${errors.length})`;
  return `${title}: ${texts.join(", ")}`;
}
