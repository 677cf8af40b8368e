// Finds by filters from GraphQL, where clients send `null` for what they leave out.
import { getMetadata } from "../em/getMetadata.ts";
import type { Em } from "../types/Em.ts";
import type { Entity, FilterOf, MaybeAbstractEntityConstructor } from "../types/Entity.ts";
import type { FindOptions } from "../types/FindOptions.ts";
import type { GraphQLFilterOf } from "../types/GraphQLFilter.ts";
import type { Found, LoadHint } from "../types/Loaded.ts";
import { filterFromGraphQL } from "./filterFromGraphQL.ts";

/** The options of a find, each of which may be `null`. */
export type FindGqlOptions<T extends Entity, H> = {
  readonly [K in keyof FindOptions<T, H>]?: FindOptions<T, H>[K] | null;
};

/**
 * As `em.find`, for what comes from GraphQL: `null` is absent in the filter, but a value under `eq`, `ne` and `distinct`, and
 * references may be named by their ids, `authorId`, which hold beside what is said of `author`.
 * @example
 * const books = await findGql(em, Book, args.filter, { limit: args.limit, populate: "author" });
 *
 * **SQL**: that of the find.
 * @throws InvalidFilterError (`INVALID_FILTER`)
 */
export async function findGql<E extends Entity, T extends E, const H extends LoadHint<T> = never>(
  em: Pick<Em<unknown, E>, "find">,
  type: MaybeAbstractEntityConstructor<T>,
  where: GraphQLFilterOf<T> | null | undefined,
  options: FindGqlOptions<T, H> = {},
): Promise<Found<T, H>[]> {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null));
  const filter = filterFromGraphQL(getMetadata(type), where ?? {}) as FilterOf<T>;
  return await em.find<T, H>(type, filter, given as FindOptions<T, H>);
}
