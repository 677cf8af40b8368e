// Pages: a find that goes on from a row, and says whether there is more.
import type { Rows } from "../driver/Rows.ts";
import { DatabaseError } from "../errors/DatabaseError.ts";
import { InvalidCursorError } from "../errors/InvalidCursorError.ts";
import { InvalidFilterError } from "../errors/InvalidFilterError.ts";
import { parseHint } from "../hints/parseHint.ts";
import { populate } from "../loading/populate.ts";
import { pagePlan } from "../query/pagePlan.ts";
import { parseFind } from "../query/parseFind.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { withScopes } from "../scopes/withScopes.ts";
import { entityKey } from "../session/entityKey.ts";
import type { EntityState } from "../session/EntityState.ts";
import { hydrate } from "../session/hydrate.ts";
import type { Entity } from "../types/Entity.ts";
import type { Page } from "../types/Page.ts";
import { countStored, deletedKeys, type FindSettings } from "./find.ts";
import type { UnitOfWork } from "./UnitOfWork.ts";
import { withPlugins } from "./withPlugins.ts";

export interface PageSettings extends Omit<FindSettings, "limit" | "offset"> {
  readonly first?: unknown;
  readonly after?: unknown;
  readonly last?: unknown;
  readonly before?: unknown;
}

interface Found {
  readonly state: EntityState;
  readonly cursor: string;
}

/** @throws InvalidFilterError (`INVALID_FILTER`), InvalidCursorError (`INVALID_CURSOR`) */
export async function findPage(
  unit: UnitOfWork,
  meta: EntityMeta,
  asked: unknown,
  { first, last, after: givenAfter, before: givenBefore, ...options }: PageSettings = {},
): Promise<Page<Entity>> {
  const { where, settings } = withScopes(meta, asked, options);
  const { session, loader } = unit;
  const tree = parseHint(meta, settings.populate);
  const size = sizeOf(meta, first, last);
  // As clients send it: null is no cursor.
  const [after, before] = [givenAfter ?? undefined, givenBefore ?? undefined];
  const isBackward =
    isGiven(last) || (before !== undefined && !isGiven(first) && after === undefined);
  const without = deletedKeys(session, meta);
  const args = { where, without, ...withoutCuts(settings) };
  const restricted = withPlugins(session, meta, "findPage", args);
  const plan = pagePlan(parseFind(meta, restricted, entityKey), {
    after,
    before,
    isBackward,
    limit: size === undefined ? undefined : size + 1,
  });
  const rows = (found: Rows, states?: EntityState[]): Found[] => {
    const values = plan.places.map((place) => found.column(place));
    return (states ?? hydrate(session, meta, found)).map((state, at) => ({
      state,
      cursor: plan.cursor.write(values.map((cells) => cells[at]!)),
    }));
  };
  const read = await loader
    .find(plan.find, { verb: "page", rows, below: tree }, settings)
    .catch((error: unknown) => {
      throw toCursorError(meta, error, after ?? before);
    });
  const hasMore = size !== undefined && read.length > size;
  const inside = (hasMore ? read.slice(0, size) : read).filter(({ state }) => !state.isDeleted);
  const shown = isBackward ? inside.toReversed() : inside;
  await populate(
    shown.map(({ state }) => state),
    tree,
  );
  const edges = shown.map(({ state, cursor }) => ({ node: state.entity, cursor }));
  return {
    nodes: edges.map(({ node }) => node),
    edges,
    pageInfo: {
      startCursor: edges[0]?.cursor,
      endCursor: edges.at(-1)?.cursor,
      hasNextPage: isBackward ? before !== undefined : hasMore || before !== undefined,
      hasPreviousPage: isBackward ? hasMore || after !== undefined : after !== undefined,
    },
    totalCount: () => countStored(unit, meta, where, settings),
  };
}

/** A page is cut by its cursors alone, whatever an untyped caller gives. */
function withoutCuts(settings: object): object {
  return { ...settings, limit: undefined, offset: undefined };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function sizeOf({ type }: EntityMeta, first: unknown, last: unknown): number | undefined {
  if (isGiven(first) && isGiven(last))
    throw new InvalidFilterError({
      type,
      path: "first and last",
      reason: "exclude each other: a page goes forward or backward",
    });
  const [path, size] = isGiven(last) ? ["last", last] : ["first", first];
  if (!isGiven(size)) return undefined;
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0)
    throw new InvalidFilterError({
      type,
      path: path,
      reason: "is not a whole number from 0 up",
    });
  return size;
}

/** A value in a cursor that the column's type cannot read: class 22 of SQLSTATE. */
function toCursorError({ type }: EntityMeta, error: unknown, cursor: unknown): unknown {
  const isData = error instanceof DatabaseError && error.sqlState.startsWith("22");
  if (!isData || cursor === undefined) return error;
  return new InvalidCursorError({ type, reason: "is malformed", cause: error });
}
