// Tells queries, which only read, from mutations.
import { type DocumentNode, Kind, OperationTypeNode } from "graphql";

/** Whether a document holds a mutation. */
export function mayWrite({ definitions }: DocumentNode): boolean {
  return definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.operation === OperationTypeNode.MUTATION,
  );
}
