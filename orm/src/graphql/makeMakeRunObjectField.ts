// Calls the resolvers of one field in tests.
import { callResolver } from "./callResolver.ts";
import type { Lazy, ResolverArgs, ResolverResult, ResolverRoot, RunFn } from "./RunFn.ts";

/** Makes of a type's resolvers a function that a test calls with an entity, a field, and its arguments. */
export type MakeRunObjectField<C> = <R extends object>(
  resolvers: R,
) => <F extends keyof R & string>(
  ctx: C,
  root: ResolverRoot<R, F>,
  field: F,
  args?: Lazy<ResolverArgs<R, F>>,
) => Promise<ResolverResult<R, F>>;

/**
 * @param run writes what the test has made, and gives the resolver a context of its own; the entity is loaded anew there
 * @example
 * const makeRunObjectField = makeMakeRunObjectField(run);
 * expect(await makeRunObjectField(authorResolvers)(ctx, author, "fullName")).toBe("Ann Lee");
 */
export function makeMakeRunObjectField<C>(run: RunFn<C>): MakeRunObjectField<C> {
  return <R extends object>(resolvers: R) =>
    <F extends keyof R & string>(
      ctx: C,
      root: ResolverRoot<R, F>,
      field: F,
      args?: Lazy<ResolverArgs<R, F>>,
    ): Promise<ResolverResult<R, F>> =>
      run(
        ctx,
        (fresh) =>
          callResolver(resolvers, field, root, args, fresh) as Promise<ResolverResult<R, F>>,
      );
}
