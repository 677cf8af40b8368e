// The load hint of what a query selects.
import {
  type FieldNode,
  getNamedType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type InlineFragmentNode,
  Kind,
} from "graphql";
import type { HintTree } from "../hints/HintTree.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { metaOf, type MetaOrType } from "../schema/ids/MetaOrType.ts";
import type { Entity } from "../types/Entity.ts";
import type { LoadHint } from "../types/Loaded.ts";
import { type SelectionInfo, SelectionReader } from "./SelectionReader.ts";

/**
 * What the query selects below the field that is being resolved, as a load hint: through aliases, fragments, `@skip` and
 * `@include`, and through the `edges`, `nodes` and `entities` of pages. Fields that take arguments, and fields that are no member
 * of the entity, are left to their resolvers. `undefined` where nothing needs to be loaded.
 * @example
 * const authors = await em.find(Author, {}, { populate: convertInfoToLoadHint(Author, info) ?? [] });
 */
export function convertInfoToLoadHint<T extends Entity>(
  type: MetaOrType<T>,
  info: GraphQLResolveInfo,
): LoadHint<T> | undefined {
  const tree = hintOfSelection(type, info);
  // The forms of hints are one and the same where they are read; only the type tells them apart.
  return tree.isEmpty ? undefined : (tree.toJSON() as LoadHint<T>);
}

/**
 * As above, in the form that the library reads it in. A server that keeps the documents it has parsed asks the same for each request: what
 * no variable decides about is read once.
 */
export function hintOfSelection<T extends Entity>(
  type: MetaOrType<T>,
  info: SelectionInfo,
): HintTree {
  const meta: EntityMeta = metaOf(type);
  const { fieldNodes, returnType } = info;
  const [node] = fieldNodes;
  const known = fieldNodes.length === 1 ? knownHints.get(node!) : undefined;
  if (known?.meta === meta && known.returnType === returnType) return known.tree;
  const tree = new SelectionReader(info).below([meta], getNamedType(returnType), fieldNodes);
  if (fieldNodes.length === 1 && isFixed(node!)) knownHints.set(node!, { meta, returnType, tree });
  return tree;
}

interface KnownHint {
  readonly meta: EntityMeta;
  readonly returnType: GraphQLOutputType;
  readonly tree: HintTree;
}

/** By the field of a document, for as long as that is kept. */
const knownHints = new WeakMap<FieldNode, KnownHint>();

/** True where the document alone says what is selected in the node's braces: no `@include`, and no fragment that stands elsewhere. */
function isFixed({ selectionSet }: FieldNode | InlineFragmentNode): boolean {
  return (selectionSet?.selections ?? []).every(
    (selection) =>
      selection.kind !== Kind.FRAGMENT_SPREAD &&
      (selection.directives ?? []).length === 0 &&
      isFixed(selection),
  );
}
