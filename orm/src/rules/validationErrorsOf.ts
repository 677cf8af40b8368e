// From a violated constraint to the message that was registered for it.
import type { ConstraintError } from "../errors/ConstraintError.ts";
import { ValidationErrors } from "../errors/ValidationErrors.ts";
import type { Domain } from "../schema/Domain.ts";
import { ConfigApi } from "./ConfigApi.ts";
import type { ConstraintMessage } from "./ConstraintMessage.ts";

/**
 * The violated constraint as a failed validation of what violates it; `undefined` when no message was registered. The field is the one
 * that the constraint covers, when it is one.
 */
export function validationErrorsOf(
  domain: Domain,
  error: ConstraintError,
): ValidationErrors | undefined {
  const { constraint, entities = [], fields = [] } = error;
  const message = constraint === undefined ? undefined : messageFor(domain, constraint);
  if (message === undefined) return undefined;
  const said = typeof message === "string" ? message : message(error);
  const [field] = fields.length === 1 ? fields : [];
  const given = typeof said === "string" ? { message: said } : said;
  const generic = field === undefined ? given : { field, ...given };
  const about = entities.length === 0 ? [undefined] : entities;
  return new ValidationErrors(
    about.map((entity) => ({ entity, ...generic })),
    error,
  );
}

/** Names of constraints are unique among the tables of a domain, so one registration serves whatever entity it was made on. */
function messageFor(domain: Domain, constraint: string): ConstraintMessage | undefined {
  for (const meta of domain.metadata) {
    const message = ConfigApi.of(meta)?.constraintMessages.get(constraint)?.message;
    if (message !== undefined) return message;
  }
  return undefined;
}
