// A query that does not parse, or does not fit the schema or the limits: its faults are for whoever wrote it.
import type { GraphQLError } from "graphql";

export class QueryError extends Error {
  override readonly name = "QueryError";
  /** As over HTTP, by which answers know it. */
  readonly statusCode = 400;
  readonly errors: ReadonlyArray<GraphQLError>;

  constructor(errors: ReadonlyArray<GraphQLError>) {
    super("The query is not valid");
    this.errors = errors;
  }
}
