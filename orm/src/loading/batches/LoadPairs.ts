// Which pairs a join table has, out of those that were asked about in a tick, and the entities at their other ends where they
// are not in memory.
import { Answer } from "../../driver/Answer.ts";
import type { Result } from "../../driver/Driver.ts";
import type { ManyToManyField } from "../../schema/Field.ts";
import { hydrate } from "../../session/hydrate.ts";
import type { Session } from "../../session/Session.ts";
import { arrayLiteral } from "../../sql/arrayLiteral.ts";
import { quote } from "../../sql/identifier.ts";
import type { Statement } from "../../sql/Statement.ts";
import { WaitedBatch } from "../Batch.ts";
import type { Restriction } from "../Restriction.ts";
import { joinTables, selectColumns } from "../selectColumns.ts";

export class LoadPairs extends WaitedBatch {
  readonly #session: Session;
  readonly #field: ManyToManyField;
  readonly #withEntities: boolean;
  /** On the others, also where only the pair is asked for. */
  readonly #restriction: Restriction | undefined;
  readonly #asked = new Map<string, readonly [owner: string, other: string]>();
  readonly #found = new Set<string>();

  constructor(
    session: Session,
    field: ManyToManyField,
    withEntities: boolean,
    restriction?: Restriction,
  ) {
    super();
    this.#session = session;
    this.#field = field;
    this.#withEntities = withEntities;
    this.#restriction = restriction;
  }

  add(owner: string, other: string): void {
    this.#asked.set(pair(owner, other), [owner, other]);
  }

  /** Once it is dealt. */
  has(owner: string, other: string): boolean {
    return this.#found.has(pair(owner, other));
  }

  statement(): Statement {
    const { meta, otherMeta, fieldName, joinTable, column, otherColumn } = this.#field;
    const [from, to] = [`j.${quote(column)}`, `j.${quote(otherColumn)}`];
    const lists = `$1::${meta.idField.codec.type}[], $2::${otherMeta.idField.codec.type}[]`;
    const source = `unnest(${lists}) AS given(owner, other) JOIN ${joinTable.table} AS j ON ${from} = given.owner AND ${to} = given.other`;
    const limit = this.#restriction?.on(to, 3).replace(/^ AND/, " WHERE") ?? "";
    const pairs = [...this.#asked.values()];
    return {
      text: this.#withEntities
        ? `SELECT ${selectColumns(otherMeta, "t")}, ${from}, ${to} FROM ${source} JOIN ${otherMeta.table} AS t ON t.${quote(otherMeta.keyField.column)} = ${to}${joinTables(otherMeta, "t")}${limit}`
        : `SELECT ${from}, ${to} FROM ${source}${limit}`,
      values: [
        arrayLiteral(pairs.map(([owner]) => owner)),
        arrayLiteral(pairs.map(([, other]) => other)),
        ...(this.#restriction?.values ?? []),
      ],
      operation: `find in ${meta.type}.${fieldName}`,
    };
  }

  deal(result: Result): void {
    if (this.#withEntities) hydrate(this.#session, this.#field.otherMeta, Answer.rowsOf(result));
    for (const row of result.rows) this.#found.add(pair(row.at(-2)!, row.at(-1)!));
  }
}

/** No key holds a NUL. */
function pair(owner: string, other: string): string {
  return `${owner}\0${other}`;
}
