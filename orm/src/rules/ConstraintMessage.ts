// What users are told when the database refuses a row by a constraint.
import type { ConstraintError } from "../errors/ConstraintError.ts";
import type { GenericError } from "./Rule.ts";

/** The text, or what makes it of the error. */
export type ConstraintMessage = string | ((error: ConstraintError) => string | GenericError);
