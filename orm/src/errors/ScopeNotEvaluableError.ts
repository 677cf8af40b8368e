// A scope was asked about an entity in memory, and needs more than memory has.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `The scope cannot be evaluated on Author:1: books is a collection`. */
export class ScopeNotEvaluableError extends KingpostError<"SCOPE_NOT_EVALUABLE"> {
  constructor({ entity, reason }: { readonly entity: Subject; readonly reason: string }) {
    super("SCOPE_NOT_EVALUABLE", `The scope cannot be evaluated on ${String(entity)}: ${reason}`, {
      entities: entitiesOf(entity),
    });
  }
}
