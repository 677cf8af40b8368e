// A find as a Knex query: the joins and conditions that `em.find` would send, with their values bound.
import type { Knex } from "knex";
import { getMetadata } from "../em/getMetadata.ts";
import type { FindPlan } from "../query/FindPlan.ts";
import { parseFind } from "../query/parseFind.ts";
import { entityKey } from "../session/entityKey.ts";
import {
  isNothing,
  type PrintParameter,
  printCondition,
  printExpression,
  printOrder,
  printSource,
} from "../sql/print.ts";
import type { Alias } from "../types/Alias.ts";
import type { ExpressionFilter } from "../types/Conditions.ts";
import type { Entity, FilterOf, MaybeAbstractEntityConstructor, OrderOf } from "../types/Entity.ts";
import type { List } from "../types/List.ts";
import type { SqlOrder } from "../types/OrderBy.ts";

export interface BuildQueryOptions<T extends Entity> {
  readonly where: FilterOf<T>;
  readonly conditions?: ExpressionFilter | undefined;
  readonly orderBy?: OrderOf<T> | List<OrderOf<T> | SqlOrder> | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  readonly softDeletes?: "include" | "exclude" | undefined;
  /** `false` joins every reference that the filter gives an alias, whether a condition needs it or not. */
  readonly pruneJoins?: boolean | undefined;
  /** Aliases whose references are joined in any case. */
  readonly keepAliases?: ReadonlyArray<Alias<Entity>> | undefined;
  readonly allowMultipleLeftJoins?: boolean | undefined;
  readonly optimizeJoinsToExists?: boolean | undefined;
}

/**
 * The query of a find, to be changed further. Its tables are called as in the statement of the find: the entity's own by the
 * first letter of its name. Its rows can be given to `em.loadFromQuery`.
 * @example
 * const query = buildQuery(knex, Book, { where: { author: { age: { gt: 60 } } } }).whereRaw("length(b.title) < 9");
 * const books = await em.loadFromQuery(Book, query);
 * @throws InvalidFilterError (`INVALID_FILTER`), AliasError (`ALIAS`), MultipleLeftJoinsError (`MULTIPLE_LEFT_JOINS`)
 */
export function buildQuery<T extends Entity>(
  knex: Knex,
  type: MaybeAbstractEntityConstructor<T>,
  options: BuildQueryOptions<T>,
): Knex.QueryBuilder {
  const plan = parseFind(getMetadata(type), options, entityKey);
  const { columns, source, where, orderBy, limit, offset } = plan.select;
  const raw = (print: (parameter: PrintParameter) => string): Knex.Raw => rawOf(knex, plan, print);
  const query = knex
    .queryBuilder()
    .select(
      raw((each) =>
        columns === "count"
          ? "1"
          : columns.map((column) => printExpression(column, each)).join(", "),
      ),
    )
    .from(raw((each) => printSource(source, each)));
  if (where !== undefined && !isNothing(where))
    void query.where(raw((each) => printCondition(where, each)));
  if (orderBy.length > 0) void query.orderByRaw(raw((each) => printOrder(orderBy, each)));
  if (limit !== undefined) void query.limit(Number(plan.values[limit.index]));
  if (offset !== undefined) void query.offset(Number(plan.values[offset.index]));
  return query;
}

/** Stands for a parameter while the question marks of operators are escaped. No text of ours or of SQL holds it. */
const mark = "\u0001";

/** Knex takes every `?` for a binding, so those that are operators are escaped, and each use of a parameter is a binding. */
function rawOf(
  knex: Knex,
  { values }: FindPlan,
  print: (parameter: PrintParameter) => string,
): Knex.Raw {
  const bindings: Array<string | null> = [];
  const text = print(({ index, type }) => {
    bindings.push(values[index]!);
    return type === undefined ? mark : `${mark}::${type}`;
  });
  const escaped = text.replaceAll("?", String.raw`\?`).replaceAll(mark, "?");
  return knex.raw(escaped, bindings as ReadonlyArray<Knex.RawBinding>);
}
