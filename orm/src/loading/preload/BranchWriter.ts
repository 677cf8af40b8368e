// The SQL of branches: for each a sub-query in the select list that gives, for the row it stands beside, what the relation leads to.
// A row is a list of texts, or a list of that and of what is below it.
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { ColumnField, ManyToOneField } from "../../schema/Field.ts";
import { exactText } from "../../sql/exactText.ts";
import { quote } from "../../sql/identifier.ts";
import type { Cell } from "../../sql/Statement.ts";
import { isOfTypeCondition, joinTables, orderColumns, printColumn } from "../selectColumns.ts";
import type { JsonBranch } from "./JsonBranch.ts";

/** How a column of the owner's row is called. */
type OwnerColumn = (column: ColumnField) => string;

export class BranchWriter {
  /** What the sub-queries bind. */
  readonly values: Cell[] = [];
  readonly #first: number;
  #aliases = 0;

  /** @param first the number of the first parameter */
  constructor(first: number) {
    this.#first = first;
  }

  write(branches: ReadonlyArray<JsonBranch>, owner: OwnerColumn, ownerMeta: EntityMeta): string[] {
    return branches.map((branch) => this.#branch(branch, owner, ownerMeta));
  }

  #branch(branch: JsonBranch, owner: OwnerColumn, ownerMeta: EntityMeta): string {
    const alias = `p${++this.#aliases}_`;
    const { field } = branch;
    const { otherMeta } = field;
    const row = this.#row(branch, alias);
    const others = `${otherMeta.table} AS ${alias}`;
    const joins = joinTables(otherMeta, alias);
    const key = `${alias}.${quote(otherMeta.keyField.column)}`;
    if (field.kind === "m2o") {
      const limits = this.#restricted(branch, key);
      return `(SELECT ${row} FROM ${others}${joins} WHERE ${key} = ${owner(field)}${limits})`;
    }
    const orderBy = field.kind === "o2o" ? otherMeta.orderBy : field.orderBy;
    const list = `json_agg(${row} ORDER BY ${orderColumns(otherMeta, alias, orderBy)})`;
    const limits = `${this.#ofType(otherMeta, alias)}${this.#restricted(branch, key)}`;
    return `(SELECT ${list} FROM ${from(field, { alias, others, joins, key })} = ${owner(ownerMeta.keyField)}${limits})`;
  }

  #row({ field, below }: JsonBranch, alias: string): string {
    const { otherMeta } = field;
    const { columns } = otherMeta.reading ?? otherMeta;
    const column = (each: ColumnField): string => printColumn(otherMeta, each, alias);
    const texts = columns.map((each) => exactText(column(each), each.codec.type));
    const cells = `ARRAY[${texts.join(", ")}]`;
    if (below.length === 0) return `to_json(${cells})`;
    return `json_build_array(${[cells, ...this.write(below, column, otherMeta)].join(", ")})`;
  }

  #ofType(meta: EntityMeta, alias: string): string {
    const { text, values } = isOfTypeCondition(meta, alias, this.#next);
    this.values.push(...values);
    return text;
  }

  #restricted({ restriction }: JsonBranch, key: string): string {
    if (restriction === undefined) return "";
    const text = restriction.on(key, this.#next);
    this.values.push(...restriction.values);
    return text;
  }

  get #next(): number {
    return this.#first + this.values.length;
  }
}

interface Others {
  readonly alias: string;
  readonly others: string;
  readonly joins: string;
  readonly key: string;
}

/** The tables of a relation, up to what is compared with the owner's key. */
function from(
  field: Exclude<JsonBranch["field"], ManyToOneField>,
  { alias, others, joins, key }: Others,
): string {
  if (field.kind !== "m2m")
    return `${others}${joins} WHERE ${alias}.${quote(field.otherField.column)}`;
  const { joinTable, column, otherColumn } = field;
  return `${joinTable.table} AS ${alias}j JOIN ${others} ON ${key} = ${alias}j.${quote(otherColumn)}${joins} WHERE ${alias}j.${quote(column)}`;
}
