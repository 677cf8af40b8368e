// Operators of json and jsonb columns.
import { arrayLiteral } from "../../sql/arrayLiteral.ts";
import { listAt } from "../FilterColumn.ts";
import { filterError, type Place } from "../Place.ts";
import { comparison } from "./compare.ts";
import { parseJsonPath } from "./jsonPath.ts";
import type { Operators } from "./Operator.ts";
import { encodeText } from "./text.ts";

function encodeKeys(value: unknown, at: Place): string {
  const keys = listAt(value, at);
  if (keys.length === 0) throw filterError(at, "names no key");
  return arrayLiteral(keys.map((key) => encodeText(key, at)));
}

export const json: Operators = {
  contains: comparison("@>"),
  containedBy: comparison("<@"),
  hasKey: comparison("?", "text", encodeText),
  hasAnyKey: comparison("?|", "text[]", encodeKeys),
  hasAllKeys: comparison("?&", "text[]", encodeKeys),
  pathExists: comparison("@?", "jsonpath", encodeText),
  pathIsTrue: comparison("@@", "jsonpath", encodeText),
  path: parseJsonPath,
};
