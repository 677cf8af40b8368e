// Pages by limit and offset, as a resolver answers with them.
import type { GraphQLResolveInfo } from "graphql";
import { metaOf } from "../schema/ids/MetaOrType.ts";
import type { Entity, FilterOf, MaybeAbstractEntityConstructor } from "../types/Entity.ts";
import { badInput } from "./badInput.ts";
import { hintOfSelection } from "./convertInfoToLoadHint.ts";
import { emOf } from "./emOf.ts";
import { filterFromGraphQL } from "./filterFromGraphQL.ts";
import { orderFromGraphQL } from "./orderFromGraphQL.ts";
import { pageSize } from "./pageSize.ts";
import type { PaginateOptions } from "./paginateCursor.ts";
import type { ResolverContext } from "./ResolverContext.ts";

/** What a client asks of a page by limit and offset. */
export interface LimitArgs {
  readonly filter?: object | null | undefined;
  readonly orderBy?: unknown;
  readonly limit?: number | null | undefined;
  readonly offset?: number | null | undefined;
}

export interface LimitPage<T> {
  readonly entities: ReadonlyArray<T>;
  readonly pageInfo: LimitPageInfo;
}

/** The functions are called, and ask the database, only when a query selects their fields. Pages count from 1. */
export interface LimitPageInfo {
  readonly currentPage: number;
  readonly hasPreviousPage: boolean;
  hasNextPage(): Promise<boolean>;
  nextPage(): Promise<number | undefined>;
  totalCount(): Promise<number>;
}

/** How far into a list a client may ask: the rows before an offset are all read by the database. */
const maxOffset = 100_000;

/**
 * A page of what matches a client's filter, in a client's order, with all that the query selects below it. Prefer `paginateCursor`:
 * an offset shifts when rows come and go, and costs as much as the rows that it skips.
 * @example
 * authors: (_, args, ctx, info) => paginateLimit(ctx, Author, args, info),
 *
 * **SQL**: one SELECT for the page and one for each relation selected, all in one round trip; `SELECT count(*)` for `totalCount`,
 * and for `hasNextPage` and `nextPage` of a full page.
 * @throws GraphQLError (`BAD_USER_INPUT`), InvalidFilterError (`INVALID_FILTER`)
 */
export async function paginateLimit<T extends Entity>(
  ctx: ResolverContext,
  type: MaybeAbstractEntityConstructor<T>,
  { filter, orderBy, limit, offset: given }: LimitArgs,
  info: GraphQLResolveInfo,
  { where: own, ...limits }: PaginateOptions<T> = {},
): Promise<LimitPage<T>> {
  const em = emOf(ctx);
  const meta = metaOf(type);
  const size = pageSize("limit", limit, limits);
  const offset = given ?? 0;
  if (!Number.isSafeInteger(offset) || offset < 0 || offset > maxOffset)
    throw badInput(`offset is a whole number from 0 to ${maxOffset}, not ${offset}`);
  const asked = (filterFromGraphQL(meta, filter ?? {}) ?? {}) as FilterOf<T>;
  const where = (own === undefined ? asked : { and: [own, asked] }) as FilterOf<T>;
  const options = {
    populate: hintOfSelection(meta, info),
    orderBy: orderFromGraphQL(orderBy),
    limit: size,
    offset,
  };
  const entities: ReadonlyArray<T> = await em.find<T>(type, where, options as object);
  // Asked for by several fields of one query.
  let count: Promise<number> | undefined;
  const totalCount = (): Promise<number> => (count ??= em.findCount(type, where));
  const hasNextPage = async (): Promise<boolean> =>
    entities.length === size && offset + size < (await totalCount());
  const currentPage = size === 0 ? 1 : Math.floor(offset / size) + 1;
  return {
    entities,
    pageInfo: {
      currentPage,
      hasPreviousPage: offset > 0,
      hasNextPage,
      nextPage: async () => ((await hasNextPage()) ? currentPage + 1 : undefined),
      totalCount,
    },
  };
}
