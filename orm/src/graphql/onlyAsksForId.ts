// Whether a selection can be answered from the key alone, so that a reference need not be loaded for it.
import { type GraphQLResolveInfo, Kind, type SelectionNode } from "graphql";

const keyFields: ReadonlySet<string> = new Set(["id", "__typename"]);

/** True when nothing but `id` and `__typename` is selected below the field, in fragments as well. */
export function onlyAsksForId(info: Pick<GraphQLResolveInfo, "fieldNodes" | "fragments">): boolean {
  const selections = info.fieldNodes.flatMap((node) => node.selectionSet?.selections ?? []);
  return selections.length > 0 && selections.every((selection) => asksForKey(selection, info));
}

function asksForKey(
  selection: SelectionNode,
  info: Pick<GraphQLResolveInfo, "fragments">,
): boolean {
  if (selection.kind === Kind.FIELD) return keyFields.has(selection.name.value);
  const { selectionSet } =
    selection.kind === Kind.INLINE_FRAGMENT
      ? selection
      : (info.fragments[selection.name.value] ?? { selectionSet: undefined });
  return selectionSet?.selections.every((below) => asksForKey(below, info)) ?? false;
}
