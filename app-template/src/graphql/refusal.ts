// The error for a query that asks for what is not given in this way.
import { GraphQLError } from "graphql";

export function refusal(message: string, code: string = "BAD_USER_INPUT"): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
