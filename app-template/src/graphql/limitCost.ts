// Refuses queries that ask for too much, before anything is run: what a query costs is how many objects its answer may hold.
import {
  GraphQLError,
  isListType,
  getNullableType,
  type DocumentNode,
  type GraphQLSchema,
} from "graphql";
import { type ComplexityEstimator, getComplexity } from "graphql-query-complexity";

/** Pages that are not told how long they may be hold 100 (`paginateCursor`), and no more than 1,000 when they are. */
const pageSize = 100;
/** What is taken for the length of a list that has no page: nobody knows it before it was read. */
const listSize = 10;

/** @throws GraphQLError with the code `QUERY_TOO_COSTLY` */
export function limitCost(
  schema: GraphQLSchema,
  query: DocumentNode,
  variables: Readonly<Record<string, unknown>> | undefined,
  most: number,
): void {
  const cost = getComplexity({
    schema,
    query,
    variables: { ...variables },
    estimators: [estimate],
  });
  if (cost > most)
    throw new GraphQLError(
      `The query may cost ${cost}, the limit is ${most}: ask for shorter pages or fewer levels.`,
      { extensions: { code: "QUERY_TOO_COSTLY" } },
    );
}

const estimate: ComplexityEstimator = ({ type, field, args, childComplexity }) => {
  const isPage = field.args.some(({ name }) => name === "first");
  if (isPage) return 1 + lengthOf(args) * childComplexity;
  // The members of a page were counted by the page.
  const isMember = type.name.endsWith("Connection") || type.name.endsWith("Edge");
  const isList = isListType(getNullableType(field.type)) && !isMember;
  return 1 + (isList ? listSize : 1) * childComplexity;
};

function lengthOf(args: Readonly<Record<string, unknown>>): number {
  const asked = args["first"] ?? args["last"];
  return typeof asked === "number" && asked >= 0 ? Math.min(asked, 1_000) : pageSize;
}
