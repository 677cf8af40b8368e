// What is asked of every query beyond that it fits the schema, whichever way it came.
import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { NoSchemaIntrospectionCustomRule, type ValidationRule } from "graphql";
import type { Settings } from "../settings.ts";
import { limitDepth } from "./limitDepth.ts";

export function queryRules({
  isProduction,
  queryAliases,
  queryDepth,
}: Settings): ReadonlyArray<ValidationRule> {
  return [
    limitDepth(queryDepth),
    // Reported as other faults of a query are, and not thrown.
    maxAliasesRule({
      n: queryAliases,
      propagateOnRejection: false,
      onReject: [(query, error) => query?.reportError(error)],
    }),
    ...(isProduction ? [NoSchemaIntrospectionCustomRule] : []),
  ];
}
