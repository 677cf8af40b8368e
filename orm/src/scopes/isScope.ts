import type { Entity } from "../types/Entity.ts";
import type { Scope } from "../types/Scope.ts";
import { ScopeState } from "./ScopeState.ts";

/** Whether a value is a scope of any entity; what makes scopes of parameters is none. */
export function isScope(value: unknown): value is Scope<Entity> {
  return ScopeState.behind(value) instanceof ScopeState;
}
