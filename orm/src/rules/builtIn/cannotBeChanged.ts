// The rule behind a field that may be given once.
import type { ColumnField } from "../../schema/Field.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { Entity } from "../../types/Entity.ts";
import type { GenericError, RuleOpts, ValidationRule } from "../Rule.ts";
import { ValidationCode } from "../ValidationCode.ts";
import { builtInRule } from "./builtInRule.ts";
import { hasUpdated } from "./hasUpdated.ts";

/**
 * Fails with `<field> cannot be changed` (code `not-changeable`) when a field that had a value got another one, or none. The
 * first value may come at any time.
 * @example
 * config.addRule(cannotBeChanged("publishedAt"));
 *
 * **SQL**: none; for a lazy field that was set without being loaded, one statement for all of the tick.
 */
export function cannotBeChanged<T extends Entity>(
  field: keyof T & string,
  opts?: RuleOpts<T>,
): ValidationRule<T> {
  const error = {
    message: `${field} cannot be changed`,
    field,
    code: ValidationCode.notChangeable,
  };
  return builtInRule<T>(
    `cannotBeChanged(${field})`,
    (entity) => {
      const state = BaseEntity.stateOf(entity);
      const found = state.meta.fields.get(field)!;
      if (!hasUpdated(state, found)) return undefined;
      if (found.kind === "lazy" && state.cell(found.index) === undefined)
        return state.session.ports
          .loadLazy(state, found)
          .then(() => (hadValue(state, [found]) ? error : undefined));
      const columns = "index" in found ? [found] : "components" in found ? found.components : [];
      return hadValue(state, columns) ? (error satisfies GenericError) : undefined;
    },
    opts,
  );
}

function hadValue(state: EntityState, columns: ReadonlyArray<ColumnField>): boolean {
  return columns.some(({ index }) => typeof state.cell(index) === "string");
}
