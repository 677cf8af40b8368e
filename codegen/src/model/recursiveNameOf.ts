import { pluralCamelOf } from "./identifierOf.ts";

/** The collection that follows a relation over and over: `mentor` → `mentorsRecursive`. */
export function recursiveNameOf(relation: string): string {
  return `${pluralCamelOf(relation)}Recursive`;
}
