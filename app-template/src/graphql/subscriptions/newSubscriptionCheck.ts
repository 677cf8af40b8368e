// What a subscription is asked before anything of it runs: the same as a query over HTTP.
import {
  type DocumentNode,
  type ExecutionArgs,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import type { SubscribePayload } from "graphql-ws";
import type { Settings } from "../../settings.ts";
import { limitCost } from "../limitCost.ts";
import { queryRules } from "../queryRules.ts";
import { readPersistedQueries } from "../readPersistedQueries.ts";
import { refusal } from "../refusal.ts";
import { isConditional } from "./isConditional.ts";
import { QueryError } from "./QueryError.ts";

/** What is to be run. @throws QueryError, GraphQLError with a code */
export type SubscriptionCheck = (payload: SubscribePayload) => ExecutionArgs;

export function newSubscriptionCheck(schema: GraphQLSchema, settings: Settings): SubscriptionCheck {
  const { persistedQueries, queryCost, queryTokens } = settings;
  const rules = [...specifiedRules, ...queryRules(settings)];
  const known =
    persistedQueries === undefined
      ? undefined
      : new Map(Object.entries(readPersistedQueries(persistedQueries)));

  const read = (text: string): DocumentNode => {
    try {
      const document = parse(text, { maxTokens: queryTokens });
      const faults = validate(schema, document, rules, { maxErrors: 20 });
      if (faults.length === 0) return document;
      throw new QueryError(faults);
    } catch (error) {
      throw error instanceof GraphQLError ? new QueryError([error]) : error;
    }
  };

  return ({ query, variables, operationName }) => {
    const text = known === undefined ? query : known.get(query);
    if (text === undefined) throw refusal("The query is none of those that are known.");
    const document = read(text);
    const operation = getOperationAST(document, operationName);
    // What is one request and one answer has limits of its own over HTTP, which a WebSocket would go around.
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION)
      throw refusal(
        "A WebSocket is for subscriptions: queries and mutations are answered over HTTP.",
      );
    if (isConditional(document, operation))
      throw refusal("What is subscribed to cannot be left out: @skip and @include stand below it.");
    const { errors } = getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      variables ?? {},
      { maxErrors: 20 },
    );
    if (errors !== undefined) throw new QueryError(errors);
    limitCost(schema, document, variables ?? undefined, queryCost);
    return {
      schema,
      document,
      variableValues: variables ?? null,
      operationName: operationName ?? null,
    };
  };
}
