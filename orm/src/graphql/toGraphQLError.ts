// Turns any error into the one that a client may see, at the place in the query where it happened.
import { randomUUID } from "node:crypto";
import { GraphQLError, type GraphQLErrorOptions } from "graphql";
import { answerTo } from "./answerTo.ts";

/**
 * The error that a client may see: `ValidationErrors` and other mistakes in the input are `BAD_USER_INPUT`, `NotFoundError` is
 * `NOT_FOUND`, a lost race or a duplicate is `CONFLICT`, and all that is no fault of the client is one masked
 * `INTERNAL_SERVER_ERROR` with a `logId` of its own. `extensions.errors` lists the single mistakes, each with its place in the input. A `GraphQLError` that a resolver threw itself
 * passes. The error given stays at `originalError`, for the log; it is not part of the answer.
 *
 * @example
 * const answer = toGraphQLError(error);
 * answer.extensions; // { code: "BAD_USER_INPUT", errors: [{ message: "title is required", field: "title", … }] }
 */
export function toGraphQLError(error: unknown): GraphQLError {
  const place = error instanceof GraphQLError ? placeOf(error) : {};
  const cause = innermost(error);
  if (cause instanceof GraphQLError)
    return cause === error
      ? cause
      : new GraphQLError(cause.message, { ...place, extensions: cause.extensions });
  const { message, code, errors } = answerTo(cause);
  return new GraphQLError(message, {
    ...place,
    originalError: cause instanceof Error ? cause : new Error(String(cause)),
    extensions: {
      code,
      ...(errors === undefined ? undefined : { errors }),
      // What the client can quote, and whoever reads the log can look for.
      ...(code === "INTERNAL_SERVER_ERROR" ? { logId: randomUUID() } : undefined),
    },
  });
}

/** What a resolver threw, below the places that graphql has put around it. */
function innermost(error: unknown): unknown {
  let inner = error;
  while (inner instanceof GraphQLError && inner.originalError !== undefined)
    inner = inner.originalError;
  return inner;
}

function placeOf({ nodes, path, positions, source }: GraphQLError): GraphQLErrorOptions {
  return {
    nodes: nodes ?? null,
    path: path ?? null,
    positions: positions ?? null,
    source: source ?? null,
  };
}
