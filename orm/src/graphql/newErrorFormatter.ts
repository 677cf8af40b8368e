// What the answer to a failed request looks like: a message and a code for every error, never a stack. What is no fault of the
// client is masked there and stands in the log. It has the form that Mercurius asks for, without knowing it.
import { GraphQLError } from "graphql";
import { isKingpostError } from "../errors/isKingpostError.ts";
import { toGraphQLError } from "./toGraphQLError.ts";

/** What is written to a log; pino's and the console's have it. */
export interface ErrorLog {
  info(about: object, message: string): void;
  error(about: object, message: string): void;
}

export interface ErrorFormatterOptions {
  /** Leaves out suggestions ("Did you mean …"), which would tell what introspection does not. */
  readonly isProduction: boolean;
}

/** What the formatter looks at of a request's context; Mercurius puts the reply there. */
interface RequestContext {
  readonly log?: ErrorLog;
  readonly reply?: { readonly raw?: { readonly destroyed?: boolean } };
}

interface Execution {
  readonly data?: unknown;
  readonly errors?: ReadonlyArray<Error> | null;
}

interface FormattedExecution<D> {
  readonly statusCode: number;
  readonly response: { readonly data: D; readonly errors: GraphQLError[] };
}

/**
 * The `errorFormatter` of Mercurius. The log is that of the context; errors that are masked are logged whole, under the `logId` that the
 * client is told.
 * @example
 * app.register(mercurius, { schema, context, errorFormatter: newErrorFormatter({ isProduction: true }) });
 */
export function newErrorFormatter({
  isProduction,
}: ErrorFormatterOptions): <D = never>(
  execution: Execution,
  context: unknown,
) => FormattedExecution<D> {
  return <D>(execution: Execution, context: unknown) => {
    const given = execution.errors ?? [];
    const { log, reply } = (context ?? {}) as RequestContext;
    const errors = given.flatMap((error) => answersTo(error, isProduction));
    for (const { originalError, message, extensions } of errors) {
      const { code, logId } = extensions;
      if (isEndedByClient(originalError, reply)) log?.info({ code: "ABORTED" }, clientGone);
      else if (logId !== undefined) log?.error({ err: originalError, logId }, message);
      else log?.info({ code }, message);
    }
    const isAnswered = execution.data !== undefined && execution.data !== null;
    return {
      statusCode: isAnswered ? 200 : (statusOf(causeOf(given[0])) ?? 200),
      // As JSON, so that nothing but what is told is in it; the type is that of what is told.
      response: {
        data: (execution.data ?? null) as D,
        errors: errors.map((error) => error.toJSON() as unknown as GraphQLError),
      },
    };
  };
}

const clientGone = "The client went away before it was answered";

/** Codes of reads that end because nobody waits for them. */
const endedCodes: ReadonlySet<unknown> = new Set(["ABORTED", "CANCELED"]);

/** A read that was ended because its client went away is no fault of anybody. */
function isEndedByClient(error: Error | null | undefined, reply: RequestContext["reply"]): boolean {
  return reply?.raw?.destroyed === true && isKingpostError(error) && endedCodes.has(error.code);
}

/** One answer, or several where the query itself is wrong. */
function answersTo(error: Error, isProduction: boolean): ReadonlyArray<GraphQLError> {
  const cause = causeOf(error);
  if (isQueryError(cause))
    return cause.errors.map((each) => answerToQueryError(each, isProduction));
  const status = statusOf(cause);
  const code = ownCodeOf(cause);
  if (cause !== undefined && code !== undefined) return [withCode(cause.message, code)];
  if (status !== undefined && status < 500)
    return [withCode(error.message, status === 413 ? "BODY_TOO_LARGE" : "BAD_REQUEST")];
  return [toGraphQLError(error)];
}

function causeOf(error: Error | undefined): Error | undefined {
  return error instanceof GraphQLError ? error.originalError : error;
}

/** Mercurius' error for a query that does not parse, does not fit the schema or is too deep, with the reasons in it. */
function isQueryError(
  error: Error | undefined,
): error is Error & { readonly errors: ReadonlyArray<Error> } {
  return (
    error !== undefined &&
    "errors" in error &&
    Array.isArray(error.errors) &&
    statusOf(error) === 400
  );
}

function answerToQueryError(error: Error, isProduction: boolean): GraphQLError {
  if ("code" in error && error.code === "MER_ERR_GQL_QUERY_DEPTH")
    return withCode(error.message.replaceAll("`", ""), "QUERY_TOO_DEEP");
  if (!(error instanceof GraphQLError)) return withCode(error.message, "BAD_USER_INPUT");
  const { message, nodes, source, positions, extensions } = error;
  return new GraphQLError(isProduction ? message.replace(/ Did you mean .*$/s, "") : message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    // A rule of the application's may have a code of its own.
    extensions: { code: "BAD_USER_INPUT", ...extensions },
  });
}

function withCode(message: string, code: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** The code of an error with a status that the application made itself: for clients, as its message is. */
function ownCodeOf(error: Error | undefined): string | undefined {
  if (error === undefined || statusOf(error) === undefined || !("code" in error)) return undefined;
  const { code } = error;
  return typeof code === "string" && !/^(?:FST|MER)_/u.test(code) ? code : undefined;
}

/** The HTTP status of an error of Fastify or Mercurius. */
function statusOf(error: Error | undefined): number | undefined {
  const isHttp = error !== undefined && "statusCode" in error;
  return isHttp && typeof error.statusCode === "number" ? error.statusCode : undefined;
}
