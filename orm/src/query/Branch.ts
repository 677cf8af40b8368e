// A collection whose members have an alias: conditions outside of the filter are put to the same member, so the place where
// they go must be known until they are.
import type { Condition } from "../sql/nodes.ts";
import type { QueryScope } from "./QueryScope.ts";

export interface Branch {
  /** `Author.books`. */
  readonly name: string;
  /** The collection of whose members this is a collection. */
  readonly parent: Branch | undefined;
  readonly scope: QueryScope;
  /** What makes a row a member, and conditions on it. */
  readonly where: (conditions: ReadonlyArray<Condition>) => Condition[];
  /** The conditions of the EXISTS that the filter itself made; `undefined` when it asks nothing of the members. */
  items: Condition[] | undefined;
}
