// Reads the rows of entities that are in memory again: one statement for all of a type that were asked for in a tick.
import type { Result } from "../../driver/Driver.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { overwriteRow } from "../../session/overwriteRow.ts";
import { arrayLiteral } from "../../sql/arrayLiteral.ts";
import { quote } from "../../sql/identifier.ts";
import type { Statement } from "../../sql/Statement.ts";
import { WaitedBatch } from "../Batch.ts";
import { selectColumns } from "../selectColumns.ts";

export class RefreshByKey extends WaitedBatch {
  readonly #meta: EntityMeta;
  readonly #keepChanges: boolean;
  readonly #states = new Map<string, EntityState>();

  constructor(meta: EntityMeta, keepChanges: boolean) {
    super();
    this.#meta = meta;
    this.#keepChanges = keepChanges;
  }

  add(state: EntityState): void {
    this.#states.set(state.key!, state);
  }

  statement(): Statement {
    const { table, idField, type } = this.#meta;
    return {
      text: `SELECT ${selectColumns(this.#meta, "t")} FROM ${table} AS t WHERE t.${quote(idField.column)} = ANY($1::${idField.codec.type}[])`,
      values: [arrayLiteral([...this.#states.keys()])],
      operation: `refresh ${type}`,
    };
  }

  /** What has no row any more has been deleted by somebody else. */
  deal({ rows }: Result): void {
    const gone = new Map(this.#states);
    for (const row of rows) {
      const key = row[0]!;
      overwriteRow(this.#states.get(key)!, row, this.#keepChanges);
      gone.delete(key);
    }
    for (const state of gone.values()) {
      state.deleted = "flushed";
      state.session.dirty.delete(state);
      state.session.revision++;
    }
  }
}
