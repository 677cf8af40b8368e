// Pages in the order of the ids. A cursor names the last row seen, so a page costs the same however far down it is, and rows
// that are added meanwhile shift nothing.
import { GraphQLError } from "graphql";
import type { EntityConstructor, FilterOf, OrderOf } from "kingpost";
import type { Context } from "../context.ts";
import type { Entity } from "../entities/codegen/domain.ts";

export interface PageArgs {
  readonly filter?: Readonly<Record<string, unknown>> | null;
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

export interface Page<T> {
  readonly edges: ReadonlyArray<{ readonly node: T; readonly cursor: string }>;
  readonly nodes: ReadonlyArray<T>;
  readonly pageInfo: PageInfo;
}

/** The functions are asked only when the query selects their fields. */
export interface PageInfo {
  readonly startCursor: string | undefined;
  readonly endCursor: string | undefined;
  hasNextPage(): Promise<boolean>;
  hasPreviousPage(): Promise<boolean>;
  totalCount(): Promise<number>;
}

const defaultSize = 100;
const maxSize = 1_000;

export async function paginateCursor<T extends Entity>(
  { em }: Context,
  type: EntityConstructor<T>,
  { filter, first, after, last, before }: PageArgs,
): Promise<Page<T>> {
  if (typeof first === "number" && typeof last === "number")
    throw badInput("Give `first` or `last`, not both.");
  const isBackward = typeof last === "number";
  const size = sizeOf(first ?? last ?? defaultSize);
  const where = (id: IdRange): FilterOf<T> => ({ ...filter, id: { ...idsOf(filter), ...id } });
  const range = { ...cursorRange("gt", after), ...cursorRange("lt", before) };
  // One row more than asked for tells whether there is another page.
  const found = await em.find(type, where(range), {
    orderBy: { id: isBackward ? "DESC" : "ASC" } as OrderOf<T>,
    limit: size + 1,
  });
  const rows: ReadonlyArray<T> = found.slice(0, size);
  const nodes = isBackward ? rows.toReversed() : rows;
  const hasMore = (): Promise<boolean> => Promise.resolve(found.length > size);
  const hasAny = async (beyond: IdRange | undefined): Promise<boolean> =>
    beyond !== undefined && (await em.find(type, where(beyond), { limit: 1 })).length > 0;
  return {
    nodes,
    edges: nodes.map((node) => ({ node, cursor: cursorOf(node) })),
    pageInfo: {
      startCursor: nodes[0] && cursorOf(nodes[0]),
      endCursor: nodes.at(-1) && cursorOf(nodes.at(-1) as T),
      hasNextPage: isBackward ? () => hasAny(cursorRange("gte", before)) : hasMore,
      hasPreviousPage: isBackward ? hasMore : () => hasAny(cursorRange("lte", after)),
      totalCount: () => em.findCount(type, filter ?? {}),
    },
  };
}

type IdRange = Readonly<Record<string, unknown>>;

/** The filter's own ids, in the form that can stand beside a range. */
function idsOf(filter: PageArgs["filter"]): IdRange {
  return Array.isArray(filter?.["id"]) ? { in: filter["id"] } : {};
}

function cursorRange(operator: string, cursor: string | null | undefined): IdRange | undefined {
  if (typeof cursor !== "string") return undefined;
  const id = Buffer.from(cursor, "base64url").toString();
  if (!/^[a-z]+:\d+$/.test(id)) throw badInput(`"${cursor}" is not a cursor.`);
  return { [operator]: id };
}

function cursorOf(entity: Entity): string {
  return Buffer.from(entity.idTagged).toString("base64url");
}

function sizeOf(size: number): number {
  if (size >= 0 && size <= maxSize) return size;
  throw badInput(`A page has 0 to ${maxSize} rows, not ${size}.`);
}

function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
}
