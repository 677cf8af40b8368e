// Recursive collections: one statement that follows a relation from all the rows that were asked for in a tick, and fills the
// relation itself on everything it comes by. UNION leaves out what it had before, so that it ends where it comes round.
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
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { hydrate } from "../../session/hydrate.ts";
import type { Session } from "../../session/Session.ts";
import { arrayLiteral } from "../../sql/arrayLiteral.ts";
import { quote } from "../../sql/identifier.ts";
import type { Cell, Statement } from "../../sql/Statement.ts";
import { WaitedBatch } from "../Batch.ts";
import { orderColumns, selectColumns } from "../selectColumns.ts";

type Row = ReadonlyArray<Cell>;

/** What reading a kind of relation over and over takes. */
interface Reading {
  /** What stands in the parentheses behind `WITH RECURSIVE found AS`, and the SELECT of what was found. */
  readonly text: string;
  /** The key of the row that leads to a row found; `undefined` where rows lead from the row itself. */
  readonly ownerOf: (row: Row) => Cell | undefined;
}

export class LoadRecursive extends WaitedBatch {
  readonly #session: Session;
  readonly #field: RecursiveField;
  readonly #isLimited: boolean;
  readonly #isForced: boolean;
  /** The rows to start from, with the levels to go. */
  readonly #starts = new Map<string, number>();

  /** A batch has limits for all of its starts or for none. */
  constructor(session: Session, field: RecursiveField, isLimited: boolean, isForced: boolean) {
    super();
    this.#session = session;
    this.#field = field;
    this.#isLimited = isLimited;
    this.#isForced = isForced;
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
      values: this.#isLimited ? [keys, arrayLiteral(depths)] : [keys],
      operation: `load ${meta.type}.${fieldName}`,
    };
  }

  deal({ rows }: Result): void {
    const { along, otherMeta } = this.#field;
    const states = hydrate(this.#session, otherMeta, rows).map((entity) =>
      BaseEntity.stateOf(entity),
    );
    if (along.kind === "m2o") return;
    const { ownerOf } = this.#reading();
    const others = new Map<Cell, EntityState[]>();
    for (const key of this.#starts.keys()) others.set(key, []);
    for (const row of rows) if (this.#isFollowed(row)) others.set(row[0]!, []);
    for (const [at, row] of rows.entries()) others.get(ownerOf(row)!)?.push(states[at]!);
    for (const [key, list] of others) this.#fill(key!, along, list);
  }

  /** What a limit cut off is not known. */
  #isFollowed(row: Row): boolean {
    return !this.#isLimited || Number(row.at(-1)) > 0;
  }

  #fill(
    key: string,
    along: Exclude<RecursiveField["along"], ManyToOneField>,
    list: ReadonlyArray<EntityState>,
  ): void {
    const owner = this.#session.identityMap.find(along.meta, key);
    if (owner === undefined || owner.isDeleted) return;
    const relation = relationOf(owner, along) as OneToMany | OneToOne | ManyToMany;
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
    const { table, idField } = otherMeta;
    const [id, key] = [quote(idField.column), quote(column)];
    const depth = this.#isLimited ? ", found.depth - 1" : "";
    const where = [...(this.#isLimited ? ["found.depth > 0"] : []), `s.${key} IS NOT NULL`];
    const step = `SELECT s.${key}${depth} FROM found JOIN ${table} AS s ON s.${id} = found.id WHERE ${where.join(" AND ")}`;
    const select = `SELECT ${selectColumns(otherMeta, "t")} FROM ${table} AS t WHERE t.${id} IN (SELECT found.id FROM found)`;
    const start = `SELECT * FROM ${this.#given(castType(codec.type))}`;
    return { text: this.#with(["id"], start, step, select), ownerOf: () => undefined };
  }

  #downwards({ meta, otherField }: OneToManyField | OneToOneField): Reading {
    const { table, idField } = meta;
    const [id, key] = [quote(idField.column), quote(otherField.column)];
    const [first, next] = this.#depths();
    const start = `SELECT s.${id}${first} FROM ${this.#given(castType(otherField.codec.type))} JOIN ${table} AS s ON s.${key} = given.id`;
    const step = `SELECT s.${id}${next} FROM found JOIN ${table} AS s ON s.${key} = found.id${this.#whereFollowed}`;
    const select = `SELECT ${selectColumns(meta, "t")}${this.#depthColumn} FROM ${this.#nearest(["id"])} JOIN ${table} AS t ON t.${id} = found.id ORDER BY ${orderColumns(meta, "t")}`;
    return {
      text: this.#with(["id"], start, step, select),
      ownerOf: (row) => row[otherField.index],
    };
  }

  #across({ meta, joinTable, column, otherColumn }: ManyToManyField): Reading {
    const { table, idField } = meta;
    const [from, to] = [quote(column), quote(otherColumn)];
    const [first, next] = this.#depths();
    const start = `SELECT j.${from}, j.${to}${first} FROM ${this.#given(idField.codec.type)} JOIN ${joinTable.table} AS j ON j.${from} = given.id`;
    const step = `SELECT j.${from}, j.${to}${next} FROM found JOIN ${joinTable.table} AS j ON j.${from} = found.id${this.#whereFollowed}`;
    const select = `SELECT ${selectColumns(meta, "t")}, found.owner${this.#depthColumn} FROM ${this.#nearest(["owner", "id"])} JOIN ${table} AS t ON t.${quote(idField.column)} = found.id ORDER BY ${orderColumns(meta, "t")}`;
    return {
      text: this.#with(["owner", "id"], start, step, select),
      ownerOf: (row) => row.at(this.#isLimited ? -2 : -1),
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
