// The rule behind `config.addCycleRule`: no entity leads to itself.
import { RecursiveCycleError } from "../../errors/RecursiveCycleError.ts";
import { relation } from "../../relations/relation.ts";
import type { Entity } from "../../types/Entity.ts";
import type { ReadOnlyCollection } from "../../types/relations.ts";
import type { RecursiveKey } from "../../types/Tree.ts";
import type { ValidationRule } from "../Rule.ts";
import { ValidationCode } from "../ValidationCode.ts";
import { builtInRule } from "./builtInRule.ts";

/** What a cycle is answered with; `path` is the way that leads back. */
export type CycleMessage<T extends Entity> = (entity: T, path: ReadonlyArray<Entity>) => string;

export function cycleRule<T extends Entity>(
  field: RecursiveKey<T>,
  message: CycleMessage<T>,
): ValidationRule<T> {
  const rule: ValidationRule<T> = async (entity) => {
    try {
      await relation<ReadOnlyCollection<Entity, Entity>>(entity, field).load();
    } catch (error) {
      if (!(error instanceof RecursiveCycleError)) throw error;
      return { message: message(entity, error.entities ?? []), field, code: ValidationCode.cycle };
    }
    return undefined;
  };
  return builtInRule(`cycleRule(${field})`, rule, undefined);
}
