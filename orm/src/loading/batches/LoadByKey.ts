// Loads by id: one statement for all entities of a type that were asked for in a tick.
import type { Result } from "../../driver/Driver.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import { hydrate } from "../../session/hydrate.ts";
import type { Session } from "../../session/Session.ts";
import { arrayLiteral } from "../../sql/arrayLiteral.ts";
import { quote } from "../../sql/identifier.ts";
import type { Statement } from "../../sql/Statement.ts";
import { WaitedBatch } from "../Batch.ts";
import { selectColumns } from "../selectColumns.ts";

export class LoadByKey extends WaitedBatch {
  readonly #session: Session;
  readonly #meta: EntityMeta;
  readonly #keys = new Set<string>();

  constructor(session: Session, meta: EntityMeta) {
    super();
    this.#session = session;
    this.#meta = meta;
  }

  add(key: string): void {
    this.#keys.add(key);
  }

  statement(): Statement {
    const { table, idField, type } = this.#meta;
    return {
      text: `SELECT ${selectColumns(this.#meta, "t")} FROM ${table} AS t WHERE t.${quote(idField.column)} = ANY($1::${idField.codec.type}[])`,
      values: [arrayLiteral([...this.#keys])],
      operation: `load ${type}`,
    };
  }

  /** Who asked looks into the identity map afterwards; keys that are not there have no row. */
  deal({ rows }: Result): void {
    hydrate(this.#session, this.#meta, rows);
  }
}
