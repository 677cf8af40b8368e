import type { AnyEm } from "../types/AnyEm.ts";

/** What resolvers need of the application's context: the entity manager of the request, of whatever domain. */
export interface ResolverContext {
  readonly em: AnyEm;
}
