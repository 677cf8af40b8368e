import type { EntityMeta } from "../../schema/EntityMeta.ts";
// The rule behind every NOT NULL column.
import type { ColumnField, PolymorphicField } from "../../schema/Field.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { readColumn } from "../../session/fieldAccess.ts";
import type { Entity } from "../../types/Entity.ts";
import { pointsAtDeleted } from "../pointsAtDeleted.ts";
import type { RuleOpts, ValidationRule } from "../Rule.ts";
import { ValidationCode } from "../ValidationCode.ts";
import { builtInRule } from "./builtInRule.ts";

/**
 * Fails with `<field> is required` (code `required`) while the field has no value. A reference to an entity that is being
 * deleted is no value.
 * @example
 * config.addRule(newRequiredRule("firstName"));
 */
export function newRequiredRule<T extends Entity>(
  field: keyof T & string,
  opts?: RuleOpts<T>,
): ValidationRule<T> {
  // Entities of a type mostly come in a row.
  let lastType: EntityMeta | undefined;
  let found: ColumnField | PolymorphicField | undefined;
  const error = { message: `${field} is required`, field, code: ValidationCode.required };
  return builtInRule<T>(
    `newRequiredRule(${field})`,
    (entity) => {
      const state = BaseEntity.stateOf(entity);
      const { meta } = state;
      if (found === undefined || meta !== lastType) {
        lastType = meta;
        found = meta.fields.get(field) as ColumnField | PolymorphicField;
      }
      const isThere =
        found.kind === "poly"
          ? found.components.some((component) => hasValue(state, component))
          : hasValue(state, found);
      return isThere ? undefined : error;
    },
    opts,
  );
}

function hasValue(state: EntityState, column: ColumnField): boolean {
  const value = readColumn(state, column);
  return value !== undefined && !pointsAtDeleted(state, column, value);
}
