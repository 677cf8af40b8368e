// Finds of one shape: the same statement with other values. One find is sent as it is; several become one statement that
// joins a list of their values and says which of them each row belongs to. Identical finds are sent once.
import { Answer } from "../../driver/Answer.ts";
import type { Result } from "../../driver/Driver.ts";
import type { Rows } from "../../driver/Rows.ts";
import { EntityLimitError } from "../../errors/EntityLimitError.ts";
import type { HintTree } from "../../hints/HintTree.ts";
import type { FindPlan } from "../../query/FindPlan.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { hydrate } from "../../session/hydrate.ts";
import type { Session } from "../../session/Session.ts";
import { arrayLiteral } from "../../sql/arrayLiteral.ts";
import type { ParameterNode } from "../../sql/nodes.ts";
import { printOrder, type PrintParameter, printSelect } from "../../sql/print.ts";
import type { Cell, Statement } from "../../sql/Statement.ts";
import { WaitedBatch } from "../Batch.ts";
import type { LeadingBatch } from "../lookAhead/LeadingBatch.ts";
import type { FindHint } from "../preload/FindHint.ts";
import type { Found, FoundRoot } from "../preload/PreloadRoot.ts";

export class FindBatch extends WaitedBatch implements LeadingBatch {
  readonly #plan: FindPlan;
  readonly #operation: string;
  readonly #session: Session;
  readonly #isKey: boolean;
  /** The place of each find's values, by the values themselves. */
  readonly #places = new Map<string, number>();
  readonly #arguments: Array<ReadonlyArray<Cell>> = [];
  #answers: Rows[] = [];
  #waiting = 0;
  #abort: AbortController | undefined;
  /** What everybody who asks wants of the entities found; `undefined` when they want different things. */
  #hint: FindHint | undefined;
  readonly #found: EntityState[][] = [];
  /** The first place whose answer was not read to its end. */
  #cutAt = Infinity;
  #leads = false;

  /**
   * @param isKey whether a find gives one row at most, by a key that has an index
   */
  constructor(session: Session, plan: FindPlan, operation: string, isKey: boolean) {
    super();
    this.#plan = plan;
    this.#operation = operation;
    this.#session = session;
    this.#isKey = isKey;
  }

  /** The place of the find's answer. */
  add({ values }: FindPlan): number {
    const key = JSON.stringify(values);
    const existing = this.#places.get(key);
    if (existing !== undefined) return existing;
    this.#places.set(key, this.#arguments.length);
    return this.#arguments.push(values) - 1;
  }

  /** How many rows one find may give. */
  get #limit(): number {
    return this.#session.identityMap.limit;
  }

  get signal(): AbortSignal | undefined {
    return this.#abort?.signal;
  }

  /** What nobody waits for any more will fail: whoever asks now is not to fail with it. */
  override get isFull(): boolean {
    return this.#abort?.signal.aborted === true;
  }

  /** Somebody waits for an answer, and for what the hint names of it; with `canLeave` they may stop waiting. */
  wait(canLeave: boolean, hint: FindHint | undefined): void {
    if (this.#waiting === 0) this.#hint = hint;
    else if (this.#hint?.key !== hint?.key) this.#hint = undefined;
    this.#waiting++;
    if (canLeave) this.#abort ??= new AbortController();
  }

  /** Somebody does not wait any more; true when nobody does, and the statement need not be finished. */
  leave(): boolean {
    if (--this.#waiting > 0) return false;
    this.#abort?.abort();
    return true;
  }

  /** @throws EntityLimitError (`ENTITY_LIMIT`) */
  answer(place: number): Rows {
    if (!this.#isWhole(place)) throw new EntityLimitError({ limit: this.#limit });
    return this.#answers[place]!;
  }

  #isWhole(place: number): boolean {
    return this.#answers[place]!.length <= this.#limit && place < this.#cutAt;
  }

  statement(): Statement {
    const { text, values } = this.#arguments.length === 1 ? this.#one() : this.#many();
    return { text, values, operation: this.#operation, ...this.#bound() };
  }

  /** A find reads no more than one row beyond what it may give; a count is one row. */
  #bound(): { maxRows?: number } {
    if (this.#plan.select.columns === "count") return {};
    return { maxRows: this.#arguments.length * (this.#limit + 1) };
  }

  #one(): { text: string; values: ReadonlyArray<Cell> } {
    return { text: this.#plan.text, values: this.#arguments[0]! };
  }

  /** The entities of a find's rows, when what they lead to came along. */
  found(place: number): EntityState[] | undefined {
    return this.#found[place];
  }

  get meta(): EntityMeta {
    return this.#plan.meta;
  }

  get shape(): string {
    return `${this.#operation} ${this.#plan.text}`;
  }

  /** A find follows nothing. */
  relationsOf(): ReadonlyArray<never> {
    return [];
  }

  asks(): undefined {
    return undefined;
  }

  leadingTo(below: HintTree): HintTree {
    return below;
  }

  /** Has entities made of its rows when these are dealt, for who wants to know which they are. */
  lead(): void {
    this.#leads = true;
  }

  get leads(): boolean {
    return this.#leads && this.#hint === undefined;
  }

  get asked(): undefined {
    return undefined;
  }

  get hint(): FindHint | undefined {
    return this.#hint;
  }

  /** Where a pipeline begins. */
  source(): Found {
    return { statement: this.statement(), deal: (rows) => this.#dealFound(rows) };
  }

  root(): FoundRoot {
    return { meta: this.meta, finds: [this.source()] };
  }

  #dealFound(rows: Rows): EntityState[] {
    this.#take(rows);
    for (let place = 0; place < this.#arguments.length; place++)
      // What is too large for one of them is the error of that one, unless there is no other.
      if (this.#arguments.length === 1 || this.#isWhole(place))
        this.#found[place] = hydrate(this.#session, this.meta, this.answer(place));
    return this.#found.flat().filter((state) => !state.isDeleted);
  }

  /** Each row of values has a place, from 1. What is the same in all rows is a plain parameter, which plans better. */
  #many(): { text: string; values: ReadonlyArray<Cell> } {
    const { parameters, select } = this.#plan;
    const isConstant = parameters.map((_, at) => this.#isConstant(at));
    const varying = parameters.filter((_, at) => !isConstant[at]);
    const constant = parameters.filter((_, at) => isConstant[at]);
    const lists = varying.map(({ type }, at) => `$${at + 1}::${listType(type)}`).join(", ");
    const names = varying.map(({ index }) => `v${index}`).join(", ");
    const from = `unnest(${lists}) WITH ORDINALITY AS args(${names}, place) CROSS JOIN `;
    const places = new Map([...varying, ...constant].map(({ index }, at) => [index, at + 1]));
    const parameter: PrintParameter = (node) =>
      !isConstant[node.index] ? element(node) : `$${places.get(node.index)!}::${node.type}`;
    const values = [
      ...varying.map(({ index }) => arrayLiteral(this.#arguments.map((row) => row[index]!))),
      ...constant.map(({ index }) => this.#arguments[0]![index]!),
    ];
    // As a sub-query of one row each key is looked up in the index: joined, the planner would rather read a table of a few MB.
    if (this.#isKey) {
      const one = `${printSelect(select, parameter)} LIMIT 1`;
      return { text: `SELECT found.*, args.place FROM ${from}LATERAL (${one}) AS found`, values };
    }
    if (select.limit === undefined && select.offset === undefined)
      return { text: printSelect(select, parameter, { from, place: "args.place" }), values };
    // Each find is cut by itself, so each is a sub-query; the rank keeps its order.
    const rank = `, row_number() OVER (ORDER BY ${printOrder(select.orderBy, parameter)})`;
    const one = printSelect(select, parameter, { columns: rank });
    return { text: `SELECT found.*, args.place FROM ${from}LATERAL (${one}) AS found`, values };
  }

  #isConstant(at: number): boolean {
    const value = this.#arguments[0]![at];
    return this.#arguments.every((row) => row[at] === value);
  }

  deal(result: Result): ReadonlyArray<EntityState> {
    const rows = Answer.rowsOf(result);
    if (this.leads) return this.#dealFound(rows);
    this.#take(rows);
    return [];
  }

  #take(rows: Rows): void {
    const { select } = this.#plan;
    const { length } = this.#arguments;
    if (length === 1) {
      this.#answers = [rows];
      return;
    }
    const isRanked = select.limit !== undefined || select.offset !== undefined;
    if (rows.length === this.#bound().maxRows)
      this.#cutAt = isRanked ? 0 : Number(rows.lastRow()!.at(-1)) - 1;
    const answers = rows.dealByLast(length);
    if (select.columns === "count") countNothing(answers);
    this.#answers = isRanked
      ? answers.map((answer) => answer.sortedBy(select.columns.length))
      : answers;
  }
}

/** Lists do not nest, so a list of lists is one of texts. */
function listType(type = "text"): string {
  return isCastEach(type) ? "text[]" : `${type}[]`;
}

function element({ index, type = "text" }: ParameterNode): string {
  return isCastEach(type) ? `args.v${index}::${type}` : `args.v${index}`;
}

/** Types that are lists themselves or are cast twice. */
function isCastEach(type: string): boolean {
  return type.endsWith("[]") || type.includes("::");
}

/** Where nothing was counted there is no row. */
function countNothing(answers: ReadonlyArray<Rows>): void {
  for (const answer of answers) if (answer.length === 0) answer.addCells(["0"]);
}
