import { GraphQLError } from "graphql";

/** The error for a client's own mistake, of which nothing but the client's words is told. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
}
