// Calls the resolvers of several fields in tests.
import { callResolver } from "./callResolver.ts";
import type { ResolverResult, ResolverRoot, RunFn } from "./RunFn.ts";

/** Makes of a type's resolvers a function that a test calls with an entity and the names of fields. */
export type MakeRunObjectFields<C> = <R extends object>(
  resolvers: R,
) => <const F extends ReadonlyArray<keyof R & string>>(
  ctx: C,
  root: ResolverRoot<R, F[number]>,
  fields: F,
) => Promise<{ [K in F[number]]: ResolverResult<R, K> }>;

/**
 * @param run writes what the test has made, and gives the resolvers a context of their own; the entity is loaded anew there
 * @example
 * const makeRunObjectFields = makeMakeRunObjectFields(run);
 * const { firstName, books } = await makeRunObjectFields(authorResolvers)(ctx, author, ["firstName", "books"]);
 */
export function makeMakeRunObjectFields<C>(run: RunFn<C>): MakeRunObjectFields<C> {
  return <R extends object>(resolvers: R) =>
    <const F extends ReadonlyArray<keyof R & string>>(
      ctx: C,
      root: ResolverRoot<R, F[number]>,
      fields: F,
    ): Promise<{ [K in F[number]]: ResolverResult<R, K> }> =>
      run(ctx, async (fresh) => {
        const answers = fields.map(async (field) => [
          field,
          await callResolver(resolvers, field, root, undefined, fresh),
        ]);
        return Object.fromEntries(await Promise.all(answers)) as {
          [K in F[number]]: ResolverResult<R, K>;
        };
      });
}
