// What the parts of one find share while it is parsed: parameters, what is known of entities, bound aliases, settings.
import { AliasError } from "../errors/AliasError.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { isOfType } from "../schema/isOfType.ts";
import type { Condition } from "../sql/nodes.ts";
import type { AliasState } from "./AliasState.ts";
import type { EntityKey } from "./filterColumns.ts";
import type { Place } from "./Place.ts";
import type { Row } from "./Row.ts";
import { type SoftDeletes, StatementParts } from "./StatementParts.ts";

export interface QuerySettings {
  /** Collections become LEFT JOINs instead of EXISTS. */
  readonly isJoined: boolean;
  readonly softDeletes: SoftDeletes;
}

/** Parses a filter on a row; collections call it for their members. */
type ParseFilter = (row: Row, filter: unknown, at: Place, isRequired: boolean) => Condition[];

export class Query {
  readonly parts: StatementParts;
  readonly parseFilter: ParseFilter;
  readonly entityKey: EntityKey;
  readonly isJoined: boolean;
  readonly #bound = new Map<AliasState, Row>();
  readonly #narrowed = new Map<Row, Array<ReadonlyArray<EntityMeta>>>();

  constructor(parseFilter: ParseFilter, entityKey: EntityKey, settings: QuerySettings) {
    this.parseFilter = parseFilter;
    this.entityKey = entityKey;
    this.parts = new StatementParts(settings);
    this.isJoined = settings.isJoined;
  }

  /** @throws AliasError (`ALIAS`) for an alias of another entity and for one that is bound already */
  bind(alias: AliasState, row: Row): void {
    const { type, cstr } = row.meta;
    const given = (alias.type as { readonly name?: string }).name ?? "?";
    if (alias.type !== cstr)
      throw new AliasError({ type: given, reason: `is bound to rows of ${type}` });
    if (this.#bound.has(alias)) throw new AliasError({ type, reason: "is bound twice" });
    this.#bound.set(alias, row);
  }

  /** What the row is found for is that it is of one of these types, each of which extends its own. */
  narrow(row: Row, types: ReadonlyArray<EntityMeta>): void {
    const lists = this.#narrowed.get(row);
    if (lists === undefined) this.#narrowed.set(row, [types]);
    else lists.push(types);
  }

  /** Whether a row that is found can have a part in the table of a type that extends its own. */
  canBe(row: Row, type: EntityMeta): boolean {
    const lists = this.#narrowed.get(row) ?? [];
    return lists.every((types) =>
      types.some((each) => isOfType(each, type) || isOfType(type, each)),
    );
  }

  /** Binds the alias of a scope, for as long as its conditions are parsed: a scope may stand in a filter more than once. */
  bindWhile<R>(alias: AliasState, row: Row, work: () => R): R {
    this.#bound.set(alias, row);
    try {
      return work();
    } finally {
      this.#bound.delete(alias);
    }
  }

  /** @throws AliasError (`ALIAS`) */
  rowOf(alias: AliasState): Row {
    const row = this.#bound.get(alias);
    const type = (alias.type as { readonly name?: string }).name ?? "?";
    if (row === undefined)
      throw new AliasError({ type, reason: "is not bound: put it into the filter with as" });
    if (!row.isReachable)
      throw new AliasError({
        type,
        reason: "is bound under or, not, none or every, where no condition outside can reach it",
      });
    return row;
  }

  /** The rows that have an alias. */
  boundRows(): Row[] {
    return [...this.#bound.values()];
  }

  /** Leaves a clause: of its aliases, the one for `inner` stands for the same row outside, and the others for nothing. */
  leave(inner: Row, outer: Row): void {
    for (const [alias, row] of this.#bound)
      if (row === inner) this.#bound.set(alias, outer);
      else this.#bound.delete(alias);
  }
}
