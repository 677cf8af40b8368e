// Many-to-many: one statement that gives, for all owners asked for in a tick, the pairs and the entities they lead to.
import type { Result } from "../../driver/Driver.ts";
import type { ManyToMany } from "../../relations/ManyToMany.ts";
import type { ManyToManyField } from "../../schema/Field.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { hydrate } from "../../session/hydrate.ts";
import type { Session } from "../../session/Session.ts";
import { arrayLiteral } from "../../sql/arrayLiteral.ts";
import { quote } from "../../sql/identifier.ts";
import type { Statement } from "../../sql/Statement.ts";
import { WaitedBatch } from "../Batch.ts";
import { isOfTypeCondition, joinTables, orderColumns, selectColumns } from "../selectColumns.ts";

export class LoadManyToMany extends WaitedBatch {
  readonly #session: Session;
  readonly #field: ManyToManyField;
  readonly #relations = new Map<string, ManyToMany>();

  constructor(session: Session, field: ManyToManyField) {
    super();
    this.#session = session;
    this.#field = field;
  }

  add(relation: ManyToMany): void {
    this.#relations.set(relation.state.key!, relation);
  }

  /** The owner's key comes last, so that the cells before it are the other entity's row. */
  statement(): Statement {
    const { meta, fieldName, otherMeta, joinTable, column, otherColumn } = this.#field;
    const join = `JOIN ${otherMeta.table} AS t ON t.${quote(otherMeta.keyField.column)} = j.${quote(otherColumn)}${joinTables(otherMeta, "t")}`;
    const ofType = isOfTypeCondition(otherMeta, "t", 2);
    return {
      text: `SELECT ${selectColumns(otherMeta, "t")}, j.${quote(column)} FROM ${joinTable.table} AS j ${join} WHERE j.${quote(column)} = ANY($1::${meta.idField.codec.type}[])${ofType.text} ORDER BY ${orderColumns(otherMeta, "t")}`,
      values: [arrayLiteral([...this.#relations.keys()]), ...ofType.values],
      operation: `load ${meta.type}.${fieldName}`,
    };
  }

  deal({ rows }: Result): void {
    const others = new Map<string, EntityState[]>();
    for (const key of this.#relations.keys()) others.set(key, []);
    const entities = hydrate(this.#session, this.#field.otherMeta, rows);
    for (const [at, row] of rows.entries())
      others.get(row.at(-1)!)?.push(BaseEntity.stateOf(entities[at]!));
    for (const [key, relation] of this.#relations) relation.fill(others.get(key)!);
  }
}
