// The door `kingpost/graphql/tests`: calling resolvers in tests.
export {
  makeMakeRunInputMutation,
  type MakeRunInputMutation,
} from "../graphql/makeMakeRunInputMutation.ts";
export {
  makeMakeRunObjectField,
  type MakeRunObjectField,
} from "../graphql/makeMakeRunObjectField.ts";
export {
  makeMakeRunObjectFields,
  type MakeRunObjectFields,
} from "../graphql/makeMakeRunObjectFields.ts";
export { makeMakeRunQuery, type MakeRunQuery } from "../graphql/makeMakeRunQuery.ts";
export type { ResolverArgs, ResolverResult, ResolverRoot, RunFn } from "../graphql/RunFn.ts";
export type { Settled } from "../graphql/Settled.ts";
