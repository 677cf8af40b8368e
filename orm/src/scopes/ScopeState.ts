// What a scope is behind its members: parts that must all hold, and settings. It never changes; adding to it gives another.
import { InvalidFilterError } from "../errors/InvalidFilterError.ts";
import { isPlainObject } from "../kit/isPlainObject.ts";
import { nearest } from "../kit/nearest.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { RowCondition } from "../schema/RowCondition.ts";

/** The entity type that scopes are of: known by name until its domain has linked. */
export interface ScopeOwner {
  readonly entityName: string;
  /** @internal What is known of the entity, once its domain has linked. */
  readonly meta: EntityMeta | undefined;
}

/** One of the scopes that the class names, which may be declared later. */
export interface NamedPart {
  readonly name: string;
  readonly args: ReadonlyArray<unknown> | undefined;
}

type Part = NamedPart | RowCondition | { readonly filter: unknown };

export interface ScopeSettings {
  readonly orderBy?: ReadonlyArray<unknown>;
  readonly limit?: unknown;
  readonly offset?: unknown;
  readonly softDeletes?: unknown;
}

/** The way from a scope, or a function that makes one, to what is behind it; a symbol has no form in JSON. */
export const scopeState: unique symbol = Symbol("kingpost.scope");

/** Behind a function that makes scopes of parameters. */
export class ScopeMaker {
  readonly owner: ScopeOwner;
  readonly make: (...args: ReadonlyArray<unknown>) => ScopeState;

  constructor(owner: ScopeOwner, make: (...args: ReadonlyArray<unknown>) => ScopeState) {
    this.owner = owner;
    this.make = make;
  }
}

export class ScopeState {
  readonly owner: ScopeOwner;
  readonly parts: ReadonlyArray<Part>;
  readonly settings: ScopeSettings;

  constructor(owner: ScopeOwner, parts: ReadonlyArray<Part>, settings: ScopeSettings = {}) {
    this.owner = owner;
    this.parts = parts;
    this.settings = settings;
  }

  /** What is behind a value, if it is a scope or makes one. */
  static behind(value: unknown): ScopeState | ScopeMaker | undefined {
    if (typeof value !== "function") return undefined;
    const state = (value as { readonly [scopeState]?: unknown })[scopeState];
    return state instanceof ScopeState || state instanceof ScopeMaker ? state : undefined;
  }

  /** A scope of what users give: a filter, a function of an alias, both together, or another scope. */
  static of(owner: ScopeOwner, input: unknown): ScopeState {
    const behind = ScopeState.behind(input);
    if (behind instanceof ScopeState) return behind;
    return new ScopeState(owner, partsOf(owner, behind === undefined ? input : { and: input }));
  }

  and(input: unknown): ScopeState {
    return this.plus(ScopeState.of(this.owner, input).parts);
  }

  plus(parts: ReadonlyArray<Part>): ScopeState {
    return new ScopeState(this.owner, [...this.parts, ...parts], this.settings);
  }

  with(settings: ScopeSettings): ScopeState {
    return new ScopeState(this.owner, this.parts, { ...this.settings, ...settings });
  }

  /** The scope with every name in its place. @throws InvalidFilterError (`INVALID_FILTER`) */
  resolved(path: ReadonlyArray<string> = []): ScopeState {
    if (!this.parts.some((part) => "name" in part)) return this;
    let { settings } = this;
    const parts = this.parts.flatMap((part): ReadonlyArray<Part> => {
      if (!("name" in part)) return [part];
      const { name } = part;
      if (path.includes(name)) throw this.#invalid(name, "is made of itself");
      const named = this.#named(part).resolved([...path, name]);
      settings = mergeSettings(settings, named.settings);
      return named.parts;
    });
    return new ScopeState(this.owner, parts, settings);
  }

  /** The filter of a resolved scope. */
  get filter(): { readonly and: ReadonlyArray<unknown> } {
    return {
      and: this.parts.map((part) => ("filter" in part ? part.filter : part)),
    };
  }

  #named({ name, args }: NamedPart): ScopeState {
    const { meta } = this.owner;
    const statics = (meta?.cstr ?? {}) as unknown as Readonly<Record<string, unknown>>;
    const behind = ScopeState.behind(statics[name]);
    if (behind === undefined) {
      const guess = nearest(name, meta === undefined ? [] : scopeNames(meta.cstr));
      const hint = guess === undefined ? "" : `, did you mean ${guess}?`;
      throw this.#invalid(name, `is not a scope of ${this.owner.entityName}${hint}`);
    }
    if (behind instanceof ScopeMaker) {
      if (args === undefined) throw this.#invalid(name, "takes parameters: call it");
      return behind.make(...args);
    }
    if (args !== undefined) throw this.#invalid(name, "takes no parameters: it is not called");
    return behind;
  }

  #invalid(name: string, reason: string): InvalidFilterError {
    return new InvalidFilterError({ type: this.owner.entityName, path: name, reason });
  }
}

/** Orders come one behind the other, of everything else the last is taken. */
export function mergeSettings(first: ScopeSettings, second: ScopeSettings): ScopeSettings {
  const orderBy = [...(first.orderBy ?? []), ...(second.orderBy ?? [])];
  return { ...first, ...second, ...(orderBy.length > 0 && { orderBy }) };
}

function partsOf(owner: ScopeOwner, input: unknown): Part[] {
  const { entityName } = owner;
  if (typeof input === "function") return [new RowCondition(entityName, input)];
  if (isPlainObject(input)) {
    const { where, conditions } = input;
    if (conditions === undefined || owner.meta?.fields.has("conditions"))
      return [{ filter: input }];
    return [{ filter: where }, new RowCondition(entityName, conditions)];
  }
  // A condition that was made already.
  return input === undefined ? [] : [new RowCondition(entityName, input)];
}

function scopeNames(cstr: object): string[] {
  const names: string[] = [];
  for (let each: unknown = cstr; typeof each === "function"; each = Object.getPrototypeOf(each))
    for (const name of Object.keys(each))
      if (ScopeState.behind((each as unknown as Record<string, unknown>)[name]) !== undefined)
        names.push(name);
  return names;
}
