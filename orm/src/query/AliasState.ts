// What an alias is behind the handles of its columns: a name for one of the rows that a find is about. It belongs to no find:
// `as:` binds it in each. What is one is told by a private member, which nothing that came from outside can have.
import type { MaybeAbstractEntityConstructor } from "../types/Entity.ts";

/** The way from an alias to its state; a symbol has no form in JSON. */
export const aliasState: unique symbol = Symbol("kingpost.alias");

export class AliasState {
  readonly #isAlias = true;
  readonly type: MaybeAbstractEntityConstructor;

  constructor(type: MaybeAbstractEntityConstructor) {
    this.type = type;
  }

  /** The state of an alias; `undefined` for any other value. */
  static of(value: unknown): AliasState | undefined {
    if (typeof value !== "object" || value === null) return undefined;
    const state = (value as { readonly [aliasState]?: unknown })[aliasState];
    const isState = typeof state === "object" && state !== null && #isAlias in state;
    return isState && state.#isAlias ? state : undefined;
  }

  toString(): string {
    return `alias(${(this.type as { readonly name?: string }).name ?? "?"})`;
  }
}
