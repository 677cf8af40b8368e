// Named filters of entities, as their users see them.
import type { Alias } from "./Alias.ts";
import type { AnyEm } from "./AnyEm.ts";
import type { BulkResult, BulkSet, DeleteAllOptions, UpdateAllOptions } from "./BulkOptions.ts";
import type { ExpressionCondition } from "./Conditions.ts";
import type { Entity, FilterOf, IdOf, OrderOf } from "./Entity.ts";
import type { FindOptions, PageOptions, StreamOptions, WhereOptions } from "./FindOptions.ts";
import type { List } from "./List.ts";
import type { Found, LoadHint } from "./Loaded.ts";
import type { Page } from "./Page.ts";

/** A filter that binds aliases of its own, and conditions of them. */
export interface ScopeJoinFilter<T extends Entity> {
  readonly where: FilterOf<T>;
  readonly conditions: ExpressionCondition;
}

/** What a scope is made of: a filter, a condition on an alias for the row, or both with aliases of their own. */
export type ScopeInput<T extends Entity> =
  | FilterOf<T>
  | ScopeJoinFilter<T>
  | ((alias: Alias<T>) => ExpressionCondition | undefined);

/** What a scope means to a find. */
export interface FilterAndSettings<T extends Entity> {
  readonly where: FilterOf<T>;
  readonly orderBy?: ReadonlyArray<OrderOf<T>>;
  readonly limit?: number;
  readonly offset?: number;
  readonly softDeletes?: "include" | "exclude";
}

interface ScopeMembers<T extends Entity, S> {
  /** The same scope with more to ask for. */
  where(input: ScopeInput<T>): Scope<T, S>;
  /** Orders by this as well, behind what it is ordered by. */
  orderBy(orderBy: OrderOf<T> | List<OrderOf<T>>): Scope<T, S>;
  limit(limit: number): Scope<T, S>;
  offset(offset: number): Scope<T, S>;
  softDeletes(softDeletes: "include" | "exclude"): Scope<T, S>;
  /** As `em.find`; an order, limit or offset given here takes the place of the scope's. */
  find<const H extends LoadHint<T> = never>(
    em: AnyEm,
    options?: FindOptions<T, H>,
  ): Promise<Found<T, H>[]>;
  findOne<const H extends LoadHint<T> = never>(
    em: AnyEm,
    options?: FindOptions<T, H>,
  ): Promise<Found<T, H> | undefined>;
  findOneOrFail<const H extends LoadHint<T> = never>(
    em: AnyEm,
    options?: FindOptions<T, H>,
  ): Promise<Found<T, H>>;
  findCount(em: AnyEm, options?: WhereOptions): Promise<number>;
  findIds(em: AnyEm, options?: WhereOptions): Promise<IdOf<T>[]>;
  findPage<const H extends LoadHint<T> = never>(
    em: AnyEm,
    options?: PageOptions<T, H>,
  ): Promise<Page<Found<T, H>>>;
  stream<const H extends LoadHint<T> = never>(
    em: AnyEm,
    options?: StreamOptions<T, H>,
  ): AsyncGenerator<Found<T, H>, void, undefined>;
  /** As `em.updateAll`; a scope with a limit or an offset is refused. */
  updateAll(em: AnyEm, set: BulkSet<T>, options?: UpdateAllOptions): Promise<BulkResult<T>>;
  /** As `em.deleteAll`; a scope with a limit or an offset is refused. */
  deleteAll(em: AnyEm, options?: DeleteAllOptions): Promise<BulkResult<T>>;
  /** What `em.find` would be given. */
  toFindArgs(): FilterAndSettings<T>;
  /**
   * Whether an entity in memory is of this scope, as it is now.
   * @throws ScopeNotEvaluableError (`SCOPE_NOT_EVALUABLE`) when that takes more than its fields and loaded references
   */
  matches(entity: T): boolean;
  /** Only a type: a scope is a filter. */
  __scope?(of: T): void;
}

/** A filter of `T` with a name, to which those of `S` can be added by their names. It never changes. */
export type Scope<T extends Entity, S = object> = ScopeMembers<T, S> & S;

/** Makes the scopes of an entity; generated as `authorScope`. */
export interface ScopeFn<T extends Entity, S> {
  (input: ScopeInput<T>): Scope<T, S>;
  /** A scope with parameters: it is called where it is used. */
  fn<A extends ReadonlyArray<unknown>>(
    make: (...args: A) => ScopeInput<T> | Scope<T, S>,
  ): (...args: A) => Scope<T, S>;
}
