// Tells queries, which only read, from mutations and subscriptions.
import { type DocumentNode, Kind, type OperationTypeNode } from "graphql";

/** Whether a document holds an operation of a kind. */
export function holds({ definitions }: DocumentNode, kind: OperationTypeNode): boolean {
  return definitions.some(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.operation === kind,
  );
}
