// What `withLoaded` makes of an entity's type.
import type { LoadableMember } from "./Loaded.ts";

/** Loaded members by their values; what is not loaded is left out; all else as it is. */
export type WithLoaded<L> = {
  readonly [
    K in keyof L as L[K] extends LoadableMember ? (L[K] extends LoadedMember ? K : never) : K
  ]: L[K] extends { readonly isLoaded: boolean; readonly get: infer V }
    ? V
    : L[K] extends { readonly isLoaded: boolean; call(...args: infer A): infer V }
      ? (...args: A) => V
      : L[K];
};

type LoadedMember = { readonly get: unknown } | { call(...args: never): unknown };
