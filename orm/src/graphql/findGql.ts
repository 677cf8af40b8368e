// Finds by filters from GraphQL, where clients send `null` for what they leave out.
import { isPlainObject } from "../kit/isPlainObject.ts";
import type { Em, FindOptions } from "../types/Em.ts";
import type { Entity, FilterOf, MaybeAbstractEntityConstructor } from "../types/Entity.ts";
import type { Found, LoadHint } from "../types/Loaded.ts";

/** The options of a find, each of which may be `null`. */
export type FindGqlOptions<T extends Entity, H> = {
  readonly [K in keyof FindOptions<T, H>]?: FindOptions<T, H>[K] | null;
};

/** A filter with `null` for what is absent, at any depth, and objects `{ op, value }`. */
export type GraphQLFilterOf<T extends Entity> = Nullable<FilterOf<T>>;

type Nullable<F> = { readonly [K in keyof F]?: F[K] | NullableObject<F[K]> | null };
type NullableObject<V> = { readonly [K in keyof V]?: V[K] | null };

/** Operators for which `null` is a value: it asks for NULL. */
const valued: ReadonlySet<string> = new Set(["eq", "ne", "distinct"]);

/**
 * As `em.find`, for what comes from GraphQL: `null` is absent in the filter, but a value under `eq`, `ne` and `distinct`.
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
  const filter = (withoutNull(where ?? {}) ?? {}) as FilterOf<T>;
  return await em.find<T, H>(type, filter, given as FindOptions<T, H>);
}

function withoutNull(value: unknown): unknown {
  if (value === null) return undefined;
  if (Array.isArray(value))
    return value.some(isPlainObject)
      ? value.map((item: unknown) => (isPlainObject(item) ? withoutNull(item) : item))
      : value;
  if (!isPlainObject(value)) return value;
  // `{ op: "eq", value: null }` asks for NULL.
  if (typeof value["op"] === "string" && valued.has(value["op"])) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, valued.has(key) ? item : withoutNull(item)]),
  );
}
