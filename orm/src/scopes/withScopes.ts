// The arguments of a find with every scope in them replaced by what it stands for: the one that is found by gives its filter and
// its settings, those inside a filter only their filters.
import { InvalidFilterError } from "../errors/InvalidFilterError.ts";
import { isPlainObject } from "../kit/isPlainObject.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { isOfType } from "../schema/isOfType.ts";
import { ScopeMaker, type ScopeSettings, ScopeState } from "./ScopeState.ts";

/** @throws InvalidFilterError (`INVALID_FILTER`) for a scope of another entity, an unknown one, and one without its parameters */
export function withScopes<S extends object>(
  meta: EntityMeta,
  where: unknown,
  settings: S,
): { readonly where: unknown; readonly settings: S & ScopeSettings } {
  const scope = scopeIn(where, meta.type);
  if (scope === undefined) return { where: plain(where, meta.type), settings };
  const { owner } = scope;
  if (owner.meta === undefined || !isOfType(meta, owner.meta))
    throw new InvalidFilterError({
      type: meta.type,
      path: "",
      reason: `a scope of ${owner.entityName} does not fit`,
    });
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return {
    where: plain(scope.filter, meta.type),
    settings: { ...scope.settings, ...Object.fromEntries(given) } as S & ScopeSettings,
  };
}

/** The same value when there is no scope in it. */
function plain(value: unknown, type: string): unknown {
  const scope = scopeIn(value, type);
  if (scope !== undefined) return plain(scope.filter, type);
  if (Array.isArray(value)) {
    const isWorthLooking = value.some(
      (item) => typeof item === "object" || typeof item === "function",
    );
    if (!isWorthLooking) return value;
    const items = value.map((item: unknown) => plain(item, type));
    return items.some((item, at) => item !== value[at]) ? items : value;
  }
  if (!isPlainObject(value)) return value;
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const item = value[key];
    const replaced = plain(item, type);
    if (replaced !== item) (copy ??= { ...value })[key] = replaced;
  }
  return copy ?? value;
}

/** `undefined` for whatever else there is: classes are values of a filter too. */
function scopeIn(value: unknown, type: string): ScopeState | undefined {
  const behind = ScopeState.behind(value);
  if (!(behind instanceof ScopeMaker)) return behind?.resolved();
  throw new InvalidFilterError({
    type,
    path: "",
    reason: `a scope of ${behind.owner.entityName} takes parameters: call it`,
  });
}
