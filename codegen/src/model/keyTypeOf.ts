import type { KeyType } from "./DomainModel.ts";

/** The kind of key a column of this type makes, if it can be one. */
export function keyTypeOf(type: string): KeyType | undefined {
  switch (type) {
    case "smallint":
    case "integer":
      return "int";
    case "bigint":
      return "bigint";
    case "uuid":
      return "uuid";
    case "text":
    case "character varying":
    case "bpchar":
      return "text";
    default:
      return type.endsWith(".citext") ? "text" : undefined;
  }
}
