// The operator of tsvector columns: a query as people type it, `"exact words" or -without`.
import type { Condition } from "../../sql/nodes.ts";
import type { FilterColumn, OperatorContext } from "../FilterColumn.ts";
import type { Place } from "../Place.ts";
import type { Operators } from "./Operator.ts";
import { encodeText } from "./text.ts";

export const fullText: Operators = {
  matches: (context, column, _, at) => fullTextMatch(context, column, at),
};

/** `config` is where the name of a text search configuration stands; without one the database's own is used. */
export function fullTextMatch(
  context: OperatorContext,
  { node }: FilterColumn,
  query: Place,
  config?: Place,
): Condition {
  return {
    kind: "matches",
    left: node,
    config: config && context.bind(config, "regconfig", encodeText),
    query: context.bind(query, "text", encodeText),
  };
}
