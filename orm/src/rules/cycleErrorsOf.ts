// From a recursive relation that came back to where it was, met by whatever code of a flush, to the message that was registered for it.
import { RecursiveCycleError } from "../errors/RecursiveCycleError.ts";
import { ValidationErrors } from "../errors/ValidationErrors.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { Entity } from "../types/Entity.ts";
import { ConfigApi } from "./ConfigApi.ts";
import type { Cycle } from "./Rule.ts";
import { ValidationCode } from "./ValidationCode.ts";

/** `undefined` for any other error, and for a cycle that no rule forbids. */
export function cycleErrorsOf(error: unknown): ValidationErrors | undefined {
  if (!(error instanceof RecursiveCycleError)) return undefined;
  const path = error.entities ?? [];
  const entity = path.at(-1);
  const cycle = entity === undefined ? undefined : cycleOf(entity, error.fieldName);
  if (entity === undefined || cycle === undefined) return undefined;
  const { field, message } = cycle;
  const text = message(entity as never, path);
  return new ValidationErrors(
    [{ entity, message: text, field, code: ValidationCode.cycle }],
    error,
  );
}

/** The rule of the relation, or of the one that leads the other way: a cycle of one is a cycle of both. */
function cycleOf(entity: Entity, fieldName: string): Cycle | undefined {
  const { meta } = BaseEntity.stateOf(entity);
  const field = meta.fields.get(fieldName);
  const names = field?.kind === "recursive" ? [fieldName, field.otherField.fieldName] : [];
  for (const config of ConfigApi.allOf(meta))
    for (const { cycle } of config.rules)
      if (cycle !== undefined && names.includes(cycle.field)) return cycle;
  return undefined;
}
