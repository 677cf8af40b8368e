// Patterns on text. `false` is no pattern, so that `{ ilike: q && pattern }` reads well.
import { textCodec } from "../../schema/codecs/textCodec.ts";
import type { CompareOperator } from "../../sql/nodes.ts";
import { filterError, type Place } from "../Place.ts";
import { compare } from "./compare.ts";
import type { Operator, Operators } from "./Operator.ts";

const codec = textCodec("text");

/** Text as it was given. @throws InvalidFilterError (`INVALID_FILTER`) */
export function encodeText(value: unknown, at: Place): string {
  const reason = codec.refuse(value);
  if (reason !== undefined) throw filterError(at, reason);
  return value as string;
}

function pattern(operator: CompareOperator, toPattern?: (text: string) => string): Operator {
  return (context, column, operand, at) =>
    operand === false
      ? undefined
      : compare(context, column, operator, operand, at, "text", (value, place) => {
          const text = encodeText(value, place);
          return toPattern === undefined ? text : toPattern(text);
        });
}

/** Text in a pattern that means itself. */
function literal(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}

const startOf = (text: string): string => `${literal(text)}%`;
const endOf = (text: string): string => `%${literal(text)}`;
const anywhere = (text: string): string => `%${literal(text).trim().replaceAll(/\s+/g, "%")}%`;

export const text: Operators = {
  like: pattern("LIKE"),
  nlike: pattern("NOT LIKE"),
  ilike: pattern("ILIKE"),
  nilike: pattern("NOT ILIKE"),
  regex: pattern("~"),
  iregex: pattern("~*"),
  nregex: pattern("!~"),
  niregex: pattern("!~*"),
  search: pattern("ILIKE", anywhere),
  startsWith: pattern("LIKE", startOf),
  endsWith: pattern("LIKE", endOf),
  istartsWith: pattern("ILIKE", startOf),
  iendsWith: pattern("ILIKE", endOf),
};

/** The same for types that are text only when they are printed: enums, domains, types of extensions. */
export const printedText: Operators = Object.fromEntries(
  Object.entries(text).map(([name, operator]): [string, Operator] => [
    name,
    (context, column, operand, at) => {
      if (operand === false) return undefined;
      const node = { kind: "cast", operand: column.node, type: "text" } as const;
      return operator(context, { ...column, node }, operand, at);
    },
  ]),
);
