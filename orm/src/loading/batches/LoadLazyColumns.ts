// Lazy columns: one statement for all entities of a type and all their columns that were asked for in a tick. Such columns are
// large, so no cell is sent that nobody asked for.
import type { Result } from "../../driver/Driver.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { LazyColumnField } from "../../schema/Field.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { keepCell } from "../../session/fieldAccess.ts";
import { arrayLiteral } from "../../sql/arrayLiteral.ts";
import { quote } from "../../sql/identifier.ts";
import type { Statement } from "../../sql/Statement.ts";
import { WaitedBatch } from "../Batch.ts";
import { GivenKeys } from "../GivenKeys.ts";
import type { Restriction } from "../Restriction.ts";

export class LoadLazyColumns extends WaitedBatch {
  readonly #meta: EntityMeta;
  readonly #restriction: Restriction | undefined;
  readonly #states = new Map<string, EntityState>();
  /** The keys of the entities whose column is wanted. */
  readonly #wanted = new Map<LazyColumnField, Set<string>>();

  constructor(meta: EntityMeta, restriction?: Restriction) {
    super();
    this.#meta = meta;
    this.#restriction = restriction;
  }

  add(state: EntityState, field: LazyColumnField): void {
    const key = state.key!;
    this.#states.set(key, state);
    const keys = this.#wanted.get(field);
    if (keys === undefined) this.#wanted.set(field, new Set([key]));
    else keys.add(key);
  }

  statement(): Statement {
    const { table, keyField, type } = this.#meta;
    const id = `t.${quote(keyField.column)}`;
    const keys = [...this.#states.keys()];
    const operation = `load ${type}.${this.#fields.map(({ fieldName }) => fieldName).join(",")}`;
    if (this.#isSameForAll) {
      const given = new GivenKeys(keys, keys.length);
      return {
        text: `SELECT ${[id, ...this.#fields.map((field) => `t.${quote(field.column)}`)].join(", ")} FROM ${table} AS t WHERE ${id} ${given.among(keyField.codec.type)}${this.#restriction?.on(id, 2) ?? ""}`,
        values: [given.value, ...(this.#restriction?.values ?? [])],
        operation,
      };
    }
    const wanted = this.#fields.map(
      (field, at) => `CASE WHEN given.w${at} THEN t.${quote(field.column)} END`,
    );
    const lists = this.#fields.map((_, at) => `$${at + 2}::boolean[]`);
    const names = this.#fields.map((_, at) => `w${at}`);
    return {
      text: `SELECT ${[id, ...wanted].join(", ")} FROM unnest(${[`$1::${keyField.codec.type}[]`, ...lists].join(", ")}) AS given(${["id", ...names].join(", ")}) JOIN ${table} AS t ON ${id} = given.id${this.#restriction?.on(id, lists.length + 2) ?? ""}`,
      values: [
        arrayLiteral(keys),
        ...this.#fields.map((field) => this.#flags(field, keys)),
        ...(this.#restriction?.values ?? []),
      ],
      operation,
    };
  }

  deal({ rows }: Result): void {
    for (const [key, ...cells] of rows)
      for (const [at, field] of this.#fields.entries())
        if (this.#wanted.get(field)!.has(key!))
          keepCell(this.#states.get(key!)!, field, cells[at]!);
  }

  /** In the order of the type, so that the same columns are the same text. */
  get #fields(): LazyColumnField[] {
    return this.#meta.lazyColumns.filter((field) => this.#wanted.has(field));
  }

  get #isSameForAll(): boolean {
    return [...this.#wanted.values()].every(({ size }) => size === this.#states.size);
  }

  #flags(field: LazyColumnField, keys: ReadonlyArray<string>): string {
    const wanted = this.#wanted.get(field)!;
    return arrayLiteral(keys.map((key) => (wanted.has(key) ? "t" : "f")));
  }
}
