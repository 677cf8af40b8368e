// Options that a base must be given and a subtype need not be, since the subtype has a default for them.
import type { EntityModel, FieldModel } from "../model/DomainModel.ts";
import { isSettable } from "./isSettable.ts";

export interface EasedOpt {
  /** As the subtype has it. */
  readonly field: FieldModel;
  /** The base that asks for a value. */
  readonly askedBy: string;
  /** The type that gives the value. */
  readonly givenBy: string;
}

/**
 * Those of a type and of what it extends.
 *
 * @param bases what it extends, the root first
 */
export function easedOpts(
  entity: EntityModel,
  bases: ReadonlyArray<EntityModel>,
): ReadonlyArray<EasedOpt> {
  const eased: EasedOpt[] = [];
  const askedFor = new Map<string, Pick<EasedOpt, "field" | "askedBy">>();
  for (const { name, defaults, narrowed, fields } of [...bases, entity]) {
    for (const key of defaults) {
      const asked = askedFor.get(key);
      if (asked === undefined) continue;
      const field = { ...asked.field, hasDefaultInCode: true } as FieldModel;
      eased.push({ field, askedBy: asked.askedBy, givenBy: name });
      askedFor.delete(key);
    }
    for (const field of [...narrowed, ...fields])
      if (isAskedFor(field)) askedFor.set(field.name, { field, askedBy: name });
  }
  return eased;
}

function isAskedFor(field: FieldModel): boolean {
  if (field.kind === "poly") return field.notNull && !field.hasDefaultInCode;
  if (!("column" in field) || !isSettable(field)) return false;
  if ("protection" in field && field.protection !== undefined) return false;
  return field.notNull && field.default === undefined && !field.hasDefaultInCode;
}
