// What the answer to a failed request looks like: a message and a code for every error, never a stack. What is no fault of the
// client is masked there and stands in the log.
import { GraphQLError } from "graphql";
import { toGraphQLError } from "kingpost/graphql";
import type { MercuriusOptions } from "mercurius";
import type { Context } from "../context.ts";
import { HttpError } from "../http/HttpError.ts";

export function newErrorFormatter(
  isProduction: boolean,
): NonNullable<MercuriusOptions["errorFormatter"]> {
  return (execution, context) => {
    const { log } = context as unknown as Context;
    const errors = execution.errors.flatMap((error) => answersTo(error, isProduction));
    for (const { originalError, message, extensions } of errors) {
      const isOurs = extensions["code"] === "INTERNAL_SERVER_ERROR";
      if (isOurs) log.error({ err: originalError }, message);
      else log.info({ code: extensions["code"] }, message);
    }
    const isAnswered = execution.data !== undefined && execution.data !== null;
    const statusCode = isAnswered ? 200 : (statusOf(execution.errors[0]?.originalError) ?? 200);
    return {
      statusCode,
      response: { data: execution.data ?? null, errors: errors.map((error) => error.toJSON()) },
    };
  };
}

/** One answer, or several where the query itself is wrong. */
function answersTo(error: GraphQLError, isProduction: boolean): ReadonlyArray<GraphQLError> {
  const cause = error.originalError;
  if (isQueryError(cause))
    return cause.errors.map((each) => answerToQueryError(each, isProduction));
  if (cause instanceof HttpError) return [withCode(cause.message, cause.code)];
  const status = statusOf(cause);
  if (cause !== undefined && status !== undefined && status < 500)
    return [withCode(error.message, status === 413 ? "BODY_TOO_LARGE" : "BAD_REQUEST")];
  return [toGraphQLError(error)];
}

/** Mercurius' error for a query that does not parse, does not fit the schema or is too deep, with the reasons in it. */
function isQueryError(error: unknown): error is { readonly errors: ReadonlyArray<Error> } {
  return (
    error instanceof Error &&
    "errors" in error &&
    Array.isArray(error.errors) &&
    statusOf(error) === 400
  );
}

function answerToQueryError(error: Error, isProduction: boolean): GraphQLError {
  if ("code" in error && error.code === "MER_ERR_GQL_QUERY_DEPTH")
    return withCode(error.message.replaceAll("`", ""), "QUERY_TOO_DEEP");
  if (!(error instanceof GraphQLError)) return withCode(error.message, "BAD_USER_INPUT");
  const { message, nodes, source, positions } = error;
  // Suggestions would tell what introspection does not.
  return new GraphQLError(isProduction ? message.replace(/ Did you mean .*$/s, "") : message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code: "BAD_USER_INPUT" },
  });
}

function withCode(message: string, code: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** The HTTP status of an error of Fastify or Mercurius. */
function statusOf(error: unknown): number | undefined {
  const isHttp = error instanceof Error && "statusCode" in error;
  return isHttp && typeof error.statusCode === "number" ? error.statusCode : undefined;
}
