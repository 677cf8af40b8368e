// The load hint of what a query selects.
import { getNamedType, type GraphQLResolveInfo } from "graphql";
import type { HintTree } from "../hints/HintTree.ts";
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

/** As above, in the form that the library reads it in. */
export function hintOfSelection<T extends Entity>(
  type: MetaOrType<T>,
  info: SelectionInfo,
): HintTree {
  return new SelectionReader(info).below(
    [metaOf(type)],
    getNamedType(info.returnType),
    info.fieldNodes,
  );
}
