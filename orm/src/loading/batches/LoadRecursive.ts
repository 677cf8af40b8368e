// Recursive collections: one statement that follows a relation from all the rows that were asked for in a tick, and fills the
// relation itself on everything it comes by. UNION leaves out what it had before, so that it ends where it comes round.
import { Answer } from "../../driver/Answer.ts";
import type { Result } from "../../driver/Driver.ts";
import type { ManyToMany } from "../../relations/ManyToMany.ts";
import type { OneToMany } from "../../relations/OneToMany.ts";
import type { OneToOne } from "../../relations/OneToOne.ts";
import { relationOf } from "../../relations/relationOf.ts";
import { castType } from "../../schema/castType.ts";
import type {
  ManyToManyField,
  ManyToOneField,
  OneToManyField,
  OneToOneField,
  RecursiveField,
} from "../../schema/Field.ts";
import { type MapKey, mapKeyOf } from "../../schema/keys.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { hydrate } from "../../session/hydrate.ts";
import { readKeys } from "../../session/readKeys.ts";
import type { Session } from "../../session/Session.ts";
import { arrayLiteral } from "../../sql/arrayLiteral.ts";
import { quote } from "../../sql/identifier.ts";
import type { Statement } from "../../sql/Statement.ts";
import { WaitedBatch } from "../Batch.ts";
import type { Restriction } from "../Restriction.ts";
import { isOfTypeCondition, joinTables, orderColumns, selectColumns } from "../selectColumns.ts";

/** What reading a kind of relation over and over takes. */
interface Reading {
  /** What stands in the parentheses behind `WITH RECURSIVE found AS`, and the SELECT of what was found. */
  readonly text: string;
  /** Where a row found says which row leads to it; `undefined` where it says so itself. */
  readonly owner: number | undefined;
}

/** What loads that are one statement have in common. */
interface RecursiveLoad {
  readonly isLimited: boolean;
  readonly isForced: boolean;
  readonly restriction: Restriction | undefined;
}

export class LoadRecursive extends WaitedBatch {
  readonly #session: Session;
  readonly #field: RecursiveField;
  readonly #isLimited: boolean;
  readonly #isForced: boolean;
  /** What it refuses is not followed either. */
  readonly #restriction: Restriction | undefined;
  /** The rows to start from, with the levels to go. */
  readonly #starts = new Map<string, number>();

  /** A batch has limits for all of its starts or for none. */
  constructor(
    session: Session,
    field: RecursiveField,
    { isLimited, isForced, restriction }: RecursiveLoad,
  ) {
    super();
    this.#session = session;
    this.#field = field;
    this.#isLimited = isLimited;
    this.#isForced = isForced;
    this.#restriction = restriction;
  }

  add(key: string, depth: number): void {
    this.#starts.set(key, Math.max(depth, this.#starts.get(key) ?? 0));
  }

  statement(): Statement {
    const { meta, fieldName } = this.#field;
    const keys = arrayLiteral([...this.#starts.keys()]);
    // The first step is one of the levels.
    const depths = [...this.#starts.values()].map((depth) => String(depth - 1));
    return {
      text: this.#reading().text,
      values: [
        keys,
        ...(this.#isLimited ? [arrayLiteral(depths)] : []),
        ...this.#ofType.values,
        ...(this.#restriction?.values ?? []),
      ],
      operation: `load ${meta.type}.${fieldName}`,
    };
  }

  deal(result: Result): void {
    const { along, otherMeta } = this.#field;
    const rows = Answer.rowsOf(result);
    const states = hydrate(this.#session, otherMeta, rows);
    const { owner } = this.#reading();
    if (along.kind === "m2o" || owner === undefined) return;
    const depths = this.#isLimited ? rows.column(this.#width + (along.kind === "m2m" ? 1 : 0)) : [];
    const others = new Map<MapKey, EntityState[]>();
    for (const key of this.#starts.keys()) others.set(mapKeyOf(otherMeta, key), []);
    // What a limit cut off is not known.
    for (const [at, state] of states.entries())
      if (!this.#isLimited || Number(depths[at]) > 0) others.set(state.mapKey!, []);
    for (const [at, key] of readKeys(rows, otherMeta, owner).entries())
      others.get(key!)?.push(states[at]!);
    const byKey = this.#session.identityMap.ofType(otherMeta);
    for (const [key, list] of others) this.#fill(byKey.get(key), along, list);
  }

  /** Entities that were deleted meanwhile have no relations to show. */
  #fill(
    state: EntityState | undefined,
    along: Exclude<RecursiveField["along"], ManyToOneField>,
    list: ReadonlyArray<EntityState>,
  ): void {
    if (state === undefined || state.isDeleted) return;
    const relation = relationOf(state, along) as OneToMany | OneToOne | ManyToMany;
    if (!relation.isLoaded || this.#isForced) relation.fill(list);
  }

  #reading(): Reading {
    const { along } = this.#field;
    switch (along.kind) {
      case "m2o":
        return this.#upwards(along);
      case "o2m":
      case "o2o":
        return this.#downwards(along);
      case "m2m":
        return this.#across(along);
    }
  }

  /** The starts are themselves wanted, and what each of them points at. */
  #upwards({ column, codec, otherMeta }: ManyToOneField): Reading {
    const { table, keyField } = otherMeta;
    const [id, key] = [quote(keyField.column), quote(column)];
    const depth = this.#isLimited ? ", found.depth - 1" : "";
    const where = [...(this.#isLimited ? ["found.depth > 0"] : []), `s.${key} IS NOT NULL`];
    const step = `SELECT s.${key}${depth} FROM found JOIN ${table} AS s ON s.${id} = found.id WHERE ${where.join(" AND ")}${this.#allowed(`s.${id}`)}`;
    const select = `SELECT ${selectColumns(otherMeta, "t")} FROM ${table} AS t${joinTables(otherMeta, "t")} WHERE t.${id} IN (SELECT found.id FROM found)${this.#ofType.text}${this.#allowed(`t.${id}`)}`;
    const start = `SELECT * FROM ${this.#given(castType(codec.type))}`;
    return { text: this.#with(["id"], start, step, select), owner: undefined };
  }

  #downwards(field: OneToManyField | OneToOneField): Reading {
    const { meta, otherField } = field;
    const { table, keyField } = meta;
    const orderBy = field.kind === "o2m" ? field.orderBy : meta.orderBy;
    const [id, key] = [quote(keyField.column), quote(otherField.column)];
    const [first, next] = this.#depths();
    const start = `SELECT s.${id}${first} FROM ${this.#given(castType(otherField.codec.type))} JOIN ${table} AS s ON s.${key} = given.id${this.#allowed(`s.${id}`)}`;
    const step = `SELECT s.${id}${next} FROM found JOIN ${table} AS s ON s.${key} = found.id${this.#allowed(`s.${id}`)}${this.#whereFollowed}`;
    const select = `SELECT ${selectColumns(meta, "t")}${this.#depthColumn} FROM ${this.#nearest(["id"])} JOIN ${table} AS t ON t.${id} = found.id${joinTables(meta, "t")}${this.#whereOfType} ORDER BY ${orderColumns(meta, "t", orderBy)}`;
    return {
      text: this.#with(["id"], start, step, select),
      owner: otherField.index,
    };
  }

  #across({ meta, joinTable, column, otherColumn, orderBy }: ManyToManyField): Reading {
    const { table, idField, keyField } = meta;
    const [from, to] = [quote(column), quote(otherColumn)];
    const [first, next] = this.#depths();
    const start = `SELECT j.${from}, j.${to}${first} FROM ${this.#given(idField.codec.type)} JOIN ${joinTable.table} AS j ON j.${from} = given.id${this.#allowed(`j.${to}`)}`;
    const step = `SELECT j.${from}, j.${to}${next} FROM found JOIN ${joinTable.table} AS j ON j.${from} = found.id${this.#allowed(`j.${to}`)}${this.#whereFollowed}`;
    const select = `SELECT ${selectColumns(meta, "t")}, found.owner${this.#depthColumn} FROM ${this.#nearest(["owner", "id"])} JOIN ${table} AS t ON t.${quote(keyField.column)} = found.id${joinTables(meta, "t")}${this.#whereOfType} ORDER BY ${orderColumns(meta, "t", orderBy)}`;
    return {
      text: this.#with(["owner", "id"], start, step, select),
      owner: this.#width,
    };
  }

  #with(names: ReadonlyArray<string>, start: string, step: string, select: string): string {
    const columns = [...names, ...(this.#isLimited ? ["depth"] : [])].join(", ");
    return `WITH RECURSIVE found(${columns}) AS (${start} UNION ${step}) ${select}`;
  }

  #given(type: string): string {
    return this.#isLimited
      ? `unnest($1::${type}[], $2::integer[]) AS given(id, depth)`
      : `unnest($1::${type}[]) AS given(id)`;
  }

  #depths(): readonly [first: string, next: string] {
    return this.#isLimited ? [", given.depth", ", found.depth - 1"] : ["", ""];
  }

  /** How many cells of a row are the entity's own. */
  get #width(): number {
    const { otherMeta } = this.#field;
    return (otherMeta.reading ?? otherMeta).columns.length;
  }

  get #ofType(): ReturnType<typeof isOfTypeCondition> {
    return isOfTypeCondition(this.#field.otherMeta, "t", this.#isLimited ? 3 : 2);
  }

  /** That a row passes the restriction, with AND before it. */
  #allowed(key: string): string {
    const next = (this.#isLimited ? 3 : 2) + this.#ofType.values.length;
    return this.#restriction?.on(key, next) ?? "";
  }

  get #whereOfType(): string {
    return this.#ofType.text.replace(/^ AND/, " WHERE");
  }

  get #whereFollowed(): string {
    return this.#isLimited ? " WHERE found.depth > 0" : "";
  }

  get #depthColumn(): string {
    return this.#isLimited ? ", found.depth" : "";
  }

  /** What was found, once, by the way that leaves most levels to go. */
  #nearest(names: ReadonlyArray<string>): string {
    const list = names.join(", ");
    return this.#isLimited
      ? `(SELECT ${list}, max(depth) AS depth FROM found GROUP BY ${list}) AS found`
      : "found";
  }
}
