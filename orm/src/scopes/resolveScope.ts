import type { Entity } from "../types/Entity.ts";
import type { FilterAndSettings, Scope } from "../types/Scope.ts";

/** What a scope means to a find: as its own `toFindArgs()`, for code that is given one. */
export function resolveScope<T extends Entity>(scope: Scope<T>): FilterAndSettings<T> {
  return scope.toFindArgs();
}
