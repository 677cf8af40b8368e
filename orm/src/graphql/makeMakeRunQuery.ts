// Calls queries in tests.
import { callResolver } from "./callResolver.ts";
import type { Lazy, ResolverArgs, ResolverResult, RunFn } from "./RunFn.ts";

/** Makes of the resolvers of one query a function that a test calls; arguments are typed by the resolver. */
export type MakeRunQuery<C> = <R extends object>(
  resolvers: R,
) => (ctx: C, args?: Lazy<ResolverArgs<R>>) => Promise<ResolverResult<R>>;

/**
 * @param run writes what the test has made, and gives the resolver a context of its own
 * @example
 * const makeRunQuery = makeMakeRunQuery(run);
 * const runAuthors = makeRunQuery(authorsQuery);
 * const page = await runAuthors(ctx, () => ({ filter: { id: [author.id] } }));
 */
export function makeMakeRunQuery<C>(run: RunFn<C>): MakeRunQuery<C> {
  return <R extends object>(resolvers: R) => {
    const [field] = Object.keys(resolvers);
    return (ctx: C, args?: Lazy<ResolverArgs<R>>): Promise<ResolverResult<R>> =>
      run(
        ctx,
        (fresh) =>
          callResolver(resolvers, field!, undefined, args, fresh) as Promise<ResolverResult<R>>,
      );
  };
}
