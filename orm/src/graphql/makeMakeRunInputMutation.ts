// Calls mutations that take one input in tests.
import { callResolver } from "./callResolver.ts";
import type { Lazy, ResolverArgs, ResolverResult, RunFn } from "./RunFn.ts";

type InputOf<A> = A extends { readonly input: infer I } ? I : never;

/** Makes of the resolver of one mutation a function that a test calls with the mutation's `input`. */
export type MakeRunInputMutation<C> = <R extends object>(
  resolvers: R,
) => (ctx: C, input: Lazy<InputOf<ResolverArgs<R>>>) => Promise<ResolverResult<R>>;

/**
 * @param run writes what the test has made, and gives the resolver a context of its own
 * @example
 * const makeRunInputMutation = makeMakeRunInputMutation(run);
 * const { author } = await makeRunInputMutation(saveAuthorMutation)(ctx, { firstName: "Ann" });
 */
export function makeMakeRunInputMutation<C>(run: RunFn<C>): MakeRunInputMutation<C> {
  return <R extends object>(resolvers: R) => {
    const [field] = Object.keys(resolvers);
    return (ctx: C, input: Lazy<InputOf<ResolverArgs<R>>>): Promise<ResolverResult<R>> =>
      run(
        ctx,
        (fresh) =>
          callResolver(resolvers, field!, undefined, () => argsOf(input), fresh) as Promise<
            ResolverResult<R>
          >,
      );
  };
}

function argsOf(input: unknown): object {
  return { input: typeof input === "function" ? (input as () => unknown)() : input };
}
