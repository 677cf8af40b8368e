// What a client is told of an error: its own mistakes by code and field, everything else masked. Nothing here repeats what
// Postgres said, since that names tables, constraints and other people's values.
import type { ConstraintError } from "../errors/ConstraintError.ts";
import type { InvalidInputError } from "../errors/InvalidInputError.ts";
import { isKingpostError } from "../errors/isKingpostError.ts";
import type { KingpostError } from "../errors/KingpostError.ts";
import type { ValidationErrors } from "../errors/ValidationErrors.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import { type InputPath, pathOf, placeOf } from "./inputPlaces.ts";

export type GraphQLErrorCode =
  | "BAD_USER_INPUT"
  | "CONFLICT"
  | "FORBIDDEN"
  | "INTERNAL_SERVER_ERROR"
  | "NOT_FOUND";

/** One mistake: what is wrong, in which field of which entity. */
export interface GraphQLErrorDetail {
  readonly message: string;
  readonly field: string | null;
  /** Where in the input of a save it stands, `["books", 0, "title"]`; `null` where no input said it. */
  readonly path: InputPath | null;
  /** The code of the error itself, such as `INVALID_ID`, or the one its rule gave. */
  readonly code: string | null;
  /** The entity's tagged id; `null` while it is new. */
  readonly id: string | null;
}

export interface Answer {
  readonly message: string;
  readonly code: GraphQLErrorCode;
  readonly errors?: ReadonlyArray<GraphQLErrorDetail>;
}

/** Mistakes whose messages hold nothing but what the client sent. */
const inputCodes: ReadonlySet<string> = new Set([
  "ID_RANGE",
  "IMMUTABLE",
  "INVALID_CURSOR",
  "INVALID_FILTER",
  "INVALID_ID",
  "INVALID_INPUT",
  "INVALID_VALUE",
  "JSON_SCHEMA",
  "OWNERSHIP",
  "UNKNOWN_ENUM",
  "UNKNOWN_FIELD",
  "WRONG_TYPE",
]);

/** What a broken constraint means, and what is said of its fields. */
const constraints: ReadonlyMap<string, { code: GraphQLErrorCode; what: string }> = new Map([
  ["UNIQUE", { code: "CONFLICT", what: "is already taken" }],
  ["EXCLUSION", { code: "CONFLICT", what: "collides with another one" }],
  ["FOREIGN_KEY", { code: "BAD_USER_INPUT", what: "does not exist or is still in use" }],
  ["NOT_NULL", { code: "BAD_USER_INPUT", what: "is required" }],
  ["CHECK", { code: "BAD_USER_INPUT", what: "is not allowed" }],
]);

const masked: Answer = {
  message: "Something went wrong on the server",
  code: "INTERNAL_SERVER_ERROR",
};

export function answerTo(error: unknown): Answer {
  if (!isKingpostError(error)) return masked;
  const { code, message } = error;
  if (code === "VALIDATION") return answerToValidation(error as ValidationErrors);
  if (code === "NOT_FOUND") return { code, message };
  if (code === "OPTIMISTIC_LOCK") return { code: "CONFLICT", message: changedMeanwhile(error) };
  if (code === "ROW_SECURITY")
    return { code: "FORBIDDEN", message: "What was to be written is not yours" };
  const constraint = constraints.get(code);
  if (constraint !== undefined) return answerToConstraint(error as ConstraintError, constraint);
  if (inputCodes.has(code)) return answerToInput(error, message);
  return masked;
}

function answerToValidation({ message, errors }: ValidationErrors): Answer {
  return {
    message,
    code: "BAD_USER_INPUT",
    errors: errors.map((each) => ({
      message: each.message,
      field: each.field ?? null,
      path: inputPathOf(each.entity, each.field),
      code: each.code ?? null,
      id: idOf(each.entity),
    })),
  };
}

/** One detail per field, or one without a field where the constraint's columns are not known. */
function answerToConstraint(
  error: ConstraintError,
  { code, what }: { code: GraphQLErrorCode; what: string },
): Answer {
  const names: ReadonlyArray<string | null> =
    error.fields !== undefined && error.fields.length > 0 ? error.fields : [null];
  const message = `${names[0] === null ? "A value" : names.join(" and ")} ${what}`;
  const entity = error.entities?.[0];
  const id = idOf(entity);
  const errors = names.map((field) => ({
    message,
    field,
    path: inputPathOf(entity, field ?? undefined),
    code: error.code,
    id,
  }));
  return { message, code, errors };
}

function answerToInput(error: KingpostError, message: string): Answer {
  const { code, entities } = error;
  const { path, field } = error as Partial<InvalidInputError>;
  const isPlaced = code === "INVALID_INPUT" && path !== undefined && path !== "";
  const detail = {
    message,
    field: (isPlaced ? field : undefined) ?? null,
    path: isPlaced ? pathOf(path) : null,
    code,
    id: idOf(entities?.[0]),
  };
  return { message, code: "BAD_USER_INPUT", errors: [detail] };
}

/** The place of a field in the input that its entity was saved from. */
function inputPathOf(entity: unknown, field: string | undefined): InputPath | null {
  const place = BaseEntity.isEntity(entity) ? placeOf(entity) : undefined;
  if (place === undefined) return null;
  return field === undefined ? place : [...place, field];
}

function changedMeanwhile({ entities }: KingpostError): string {
  const ids = (entities ?? []).flatMap((entity) => idOf(entity) ?? []);
  return `${ids.length > 0 ? ids.join(", ") : "What you are changing"} was changed by someone else meanwhile: load it again`;
}

/** A new entity may have been given an id, under which nobody will ever find it. */
function idOf(entity: unknown): string | null {
  return BaseEntity.isEntity(entity) && !entity.isNewEntity ? entity.idTagged : null;
}
