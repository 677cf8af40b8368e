// One page, however it is found: by an entity manager or through a large collection.
import type { GraphQLResolveInfo } from "graphql";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { Entity } from "../types/Entity.ts";
import type { Page } from "../types/Page.ts";
import { badInput } from "./badInput.ts";
import { hintOfSelection } from "./convertInfoToLoadHint.ts";
import type { CursorArgs } from "./CursorArgs.ts";
import type { CursorPage } from "./CursorPage.ts";
import { filterFromGraphQL } from "./filterFromGraphQL.ts";
import { orderFromGraphQL } from "./orderFromGraphQL.ts";
import type { PageLimits } from "./PageLimits.ts";
import { pageSize } from "./pageSize.ts";

/** Where pages come from. */
export interface PageSource {
  page(where: object, options: object): Promise<Page<Entity>>;
  count(where: object): Promise<number>;
}

/** @throws GraphQLError (`BAD_USER_INPUT`), InvalidFilterError (`INVALID_FILTER`), InvalidCursorError (`INVALID_CURSOR`) */
export async function findCursorPage(
  meta: EntityMeta,
  { filter, orderBy: asked, first, last, after, before }: CursorArgs,
  info: GraphQLResolveInfo,
  limits: PageLimits,
  source: PageSource,
): Promise<CursorPage<Entity>> {
  const where = filterFromGraphQL(meta, filter ?? {}) ?? {};
  const orderBy = orderFromGraphQL(asked);
  const isBackward = typeof last === "number";
  if (isBackward && typeof first === "number")
    throw badInput("Give first or last, not both: a page goes forward or backward");
  const size = isBackward
    ? { last: pageSize("last", last, limits) }
    : { first: pageSize("first", first, limits) };
  const populate = hintOfSelection(meta, info);
  const page = await source.page(where, { populate, orderBy, after, before, ...size });
  const { nodes, edges, pageInfo } = page;
  // Asked for by several fields of one query.
  let count: Promise<number> | undefined;
  const totalCount = (): Promise<number> => (count ??= source.count(where));
  const isAny = async (side: object): Promise<boolean> => {
    const { nodes: some } = await source.page(where, { orderBy, ...side });
    return some.length > 0;
  };
  /** Whether there is something on the side that the page comes from; a cursor may name the first row of all. */
  const hasBehind = async (edge: string | undefined, side: object): Promise<boolean> =>
    edge === undefined ? (await totalCount()) > 0 : isAny(side);
  const { startCursor, endCursor, hasNextPage, hasPreviousPage } = pageInfo;
  return {
    nodes,
    edges,
    pageInfo: {
      startCursor,
      endCursor,
      hasPreviousPage: async () =>
        hasPreviousPage &&
        (isBackward || (await hasBehind(startCursor, { before: startCursor, last: 1 }))),
      hasNextPage: async () =>
        hasNextPage &&
        (!isBackward || (await hasBehind(endCursor, { after: endCursor, first: 1 }))),
      totalCount,
    },
  };
}
