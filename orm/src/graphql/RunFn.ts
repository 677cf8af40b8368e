// How a test calls a resolver: what the test has made is written, and the resolver is given a context of its own, as a request has.
import type { Settled } from "./Settled.ts";

/** Writes what is pending in the test's context, and calls `fn` with a fresh one. The application says what that is. */
export type RunFn<C> = <R>(ctx: C, fn: (fresh: C) => Promise<R>) => Promise<R>;

// Whatever a resolver is given and answers with: only its shape is asked for.
// oxlint-disable-next-line typescript/no-explicit-any
type AnyResolver = (root: any, args: any, ctx: any, info: any) => unknown;

type ResolverAt<R, F extends keyof R> = Extract<NonNullable<R[F]>, AnyResolver>;

/** The arguments of a resolver. */
export type ResolverArgs<R, F extends keyof R = keyof R> = Parameters<ResolverAt<R, F>>[1];
/** What a resolver answers with, its promises settled. */
export type ResolverResult<R, F extends keyof R = keyof R> = Settled<
  Awaited<ReturnType<ResolverAt<R, F>>>
>;
/** The entity or object whose field a resolver resolves. */
export type ResolverRoot<R, F extends keyof R = keyof R> = Parameters<ResolverAt<R, F>>[0];

/** Arguments, or a function that gives them once what the test has made is written and has ids. */
export type Lazy<A> = A | (() => A);
