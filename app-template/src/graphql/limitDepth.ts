// Refuses queries that go too deep, over HTTP and over WebSocket.
import { GraphQLError, Kind, type SelectionSetNode, type ValidationRule } from "graphql";

/** @param most levels of fields; what they are written in, fragments or not, makes no difference */
export function limitDepth(most: number): ValidationRule {
  return (context) => {
    // Each fragment is measured once, however often it is spread; one that spreads itself is the business of another rule.
    const ofFragments = new Map<string, number>();
    const depthOfFragment = (name: string): number => {
      const known = ofFragments.get(name);
      if (known !== undefined) return known;
      ofFragments.set(name, 0);
      const depth = depthOf(context.getFragment(name)?.selectionSet);
      ofFragments.set(name, depth);
      return depth;
    };
    const depthOf = (set: SelectionSetNode | undefined): number => {
      let deepest = 0;
      for (const selection of set?.selections ?? []) {
        const depth =
          selection.kind === Kind.FIELD
            ? 1 + depthOf(selection.selectionSet)
            : selection.kind === Kind.INLINE_FRAGMENT
              ? depthOf(selection.selectionSet)
              : depthOfFragment(selection.name.value);
        deepest = Math.max(deepest, depth);
      }
      return deepest;
    };
    return {
      OperationDefinition({ selectionSet }) {
        const depth = depthOf(selectionSet);
        if (depth > most)
          context.reportError(
            new GraphQLError(`The query is ${depth} levels deep, the limit is ${most}.`, {
              extensions: { code: "QUERY_TOO_DEEP" },
            }),
          );
      },
    };
  };
}
