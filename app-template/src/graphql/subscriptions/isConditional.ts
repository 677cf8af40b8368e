// Whether what is subscribed to may be left out by a condition: then there would be nothing to listen to.
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

const conditions: ReadonlySet<string> = new Set(["skip", "include"]);

/** Of a valid document, in which no fragment leads back to itself. */
export function isConditional(
  document: DocumentNode,
  { selectionSet }: OperationDefinitionNode,
): boolean {
  const fragments = new Map(
    document.definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each]),
  );
  const holds = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => {
      if (selection.directives?.some(({ name }) => conditions.has(name.value)) === true)
        return true;
      if (selection.kind === Kind.INLINE_FRAGMENT) return holds(selection.selectionSet);
      if (selection.kind === Kind.FIELD) return false;
      const fragment = fragments.get(selection.name.value);
      return fragment !== undefined && holds(fragment.selectionSet);
    });
  return holds(selectionSet);
}
