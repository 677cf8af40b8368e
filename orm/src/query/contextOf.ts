// What operators are given in an inline filter, where operands are values.
import type { OperatorContext } from "./FilterColumn.ts";
import type { Query } from "./Query.ts";

export function contextOf({ parts }: Query): OperatorContext {
  return {
    bind: (place, type, encode) => parts.bind(place, type, encode),
    alias: (name) => parts.alias(name),
    columnOf: () => undefined,
  };
}
