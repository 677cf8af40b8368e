// Finds of one shape: the same statement with other values. One find is sent as it is; several become one statement that
// runs the SELECT for each row of arguments and says which row each answer belongs to. Identical finds are sent once.
import type { Result } from "../../driver/Driver.ts";
import type { FindPlan } from "../../query/FindPlan.ts";
import { arrayLiteral } from "../../sql/arrayLiteral.ts";
import { type PrintParameter, printOrder, printSelect } from "../../sql/print.ts";
import type { Cell, Statement } from "../../sql/Statement.ts";
import { WaitedBatch } from "../Batch.ts";

type Rows = ReadonlyArray<ReadonlyArray<Cell>>;

export class FindBatch extends WaitedBatch {
  readonly #plan: FindPlan;
  readonly #operation: string;
  /** The place of each find's values, by the values themselves. */
  readonly #places = new Map<string, number>();
  readonly #arguments: Array<ReadonlyArray<Cell>> = [];
  #answers: Rows[] = [];

  constructor(plan: FindPlan, operation: string) {
    super();
    this.#plan = plan;
    this.#operation = operation;
  }

  /** The place of the find's answer. */
  add({ values }: FindPlan): number {
    const key = JSON.stringify(values);
    const existing = this.#places.get(key);
    if (existing !== undefined) return existing;
    this.#places.set(key, this.#arguments.length);
    return this.#arguments.push(values) - 1;
  }

  answer(place: number): Rows {
    return this.#answers[place]!;
  }

  statement(): Statement {
    const operation = this.#operation;
    const [only] = this.#arguments;
    if (this.#arguments.length === 1) return { text: this.#plan.text, values: only!, operation };
    const values = this.#plan.parameters.map((_, at) =>
      arrayLiteral(this.#arguments.map((row) => row[at]!)),
    );
    return { text: this.#textForMany(), values, operation };
  }

  deal({ rows }: Result): void {
    if (this.#arguments.length === 1) {
      this.#answers = [rows];
      return;
    }
    const answers: Array<Array<ReadonlyArray<Cell>>> = this.#arguments.map(() => []);
    for (const row of rows) answers[Number(row.at(-1)) - 1]!.push(row);
    this.#answers = answers;
  }

  /** The row of arguments comes last; the rank within it keeps each find's own order. */
  #textForMany(): string {
    const { select, parameters } = this.#plan;
    const lists = parameters.map((_, at) => `$${at + 1}::text[]`).join(", ");
    const names = parameters.map((_, at) => `v${at}`).join(", ");
    const rank =
      select.columns === "count"
        ? ""
        : `, row_number() OVER (ORDER BY ${printOrder(select.orderBy, argument)}) AS rank`;
    const one = printSelect(select, argument, rank);
    // By its position: the entity may have a column of that name.
    const order =
      select.columns === "count" ? "args.place" : `args.place, ${select.columns.length + 1}`;
    return `SELECT found.*, args.place FROM unnest(${lists}) WITH ORDINALITY AS args(${names}, place) CROSS JOIN LATERAL (${one}) AS found ORDER BY ${order}`;
  }
}

/** A parameter as a column of the row of arguments. */
const argument: PrintParameter = ({ index, type }) => `args.v${index}::${type}`;
