// Pages by cursors, as a resolver answers with them.
import type { GraphQLResolveInfo } from "graphql";
import { metaOf } from "../schema/ids/MetaOrType.ts";
import type { Entity, FilterOf, MaybeAbstractEntityConstructor } from "../types/Entity.ts";
import type { Page } from "../types/Page.ts";
import type { CursorArgs } from "./CursorArgs.ts";
import type { CursorPage } from "./CursorPage.ts";
import { emOf } from "./emOf.ts";
import { findCursorPage } from "./findCursorPage.ts";
import type { PageLimits } from "./PageLimits.ts";
import type { ResolverContext } from "./ResolverContext.ts";

/** How large pages are, and what holds for all that is on them. */
export interface PaginateOptions<T extends Entity> extends PageLimits {
  /** Holds beside the client's filter. */
  readonly where?: FilterOf<T> | undefined;
}

/**
 * A page of what matches a client's filter, in a client's order, with all that the query selects below it. A cursor names the last
 * row seen by what it is ordered by, so that rows which come and go elsewhere neither repeat nor hide others. The total count, and
 * whether there is a page on the side that this one comes from, are asked for when the query selects them.
 * @example
 * authors: (_, args, ctx, info) => paginateCursor(ctx, Author, args, info),
 *
 * **SQL**: one SELECT for the page and one for each relation selected, all in one round trip; `SELECT count(*)` for `totalCount`.
 * @throws GraphQLError (`BAD_USER_INPUT`), InvalidFilterError (`INVALID_FILTER`), InvalidCursorError (`INVALID_CURSOR`)
 */
export async function paginateCursor<T extends Entity>(
  ctx: ResolverContext,
  type: MaybeAbstractEntityConstructor<T>,
  args: CursorArgs,
  info: GraphQLResolveInfo,
  { where: own, ...limits }: PaginateOptions<T> = {},
): Promise<CursorPage<T>> {
  const em = emOf(ctx);
  const within = (where: object): FilterOf<T> =>
    own === undefined ? where : { and: [own, where] };
  const page = await findCursorPage(metaOf(type), args, info, limits, {
    page: (where, options) => em.findPage(type, within(where), options) as Promise<Page<Entity>>,
    count: (where) => em.findCount(type, within(where)),
  });
  return page as CursorPage<T>;
}
