import type { Em } from "../types/Em.ts";
import type { ResolverContext } from "./ResolverContext.ts";

/**
 * The entity manager of a context, for any entity: which ones are of its domain, its own type says and it checks itself. To infer that
 * type from a context would ask the compiler for more than it tells.
 */
export function emOf({ em }: ResolverContext): Em {
  return em as Em;
}
