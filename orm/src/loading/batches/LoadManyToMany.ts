// Many-to-many: one statement that gives, for all owners asked for in a tick, the pairs and the entities they lead to.
import { Answer } from "../../driver/Answer.ts";
import type { Result } from "../../driver/Driver.ts";
import type { ManyToMany } from "../../relations/ManyToMany.ts";
import type { ManyToManyField } from "../../schema/Field.ts";
import type { MapKey } from "../../schema/keys.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { hydrate } from "../../session/hydrate.ts";
import { readKeys } from "../../session/readKeys.ts";
import type { Session } from "../../session/Session.ts";
import { arrayLiteral } from "../../sql/arrayLiteral.ts";
import { quote } from "../../sql/identifier.ts";
import type { Statement } from "../../sql/Statement.ts";
import { WaitedBatch } from "../Batch.ts";
import { checkCollectionSizes } from "../checkCollectionSizes.ts";
import { isOfTypeCondition, joinTables, orderColumns, selectColumns } from "../selectColumns.ts";
import { textOf } from "../textOf.ts";

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

  statement(): Statement {
    const { meta, fieldName, otherMeta } = this.#field;
    return {
      text: textOf(meta, `load ${fieldName}`, () => this.#text()),
      values: [
        arrayLiteral([...this.#relations.keys()]),
        ...isOfTypeCondition(otherMeta, "t", 2).values,
      ],
      operation: `load ${meta.type}.${fieldName}`,
    };
  }

  /** The owner's key comes last, so that the cells before it are the other entity's row. */
  #text(): string {
    const { meta, otherMeta, joinTable, column, otherColumn } = this.#field;
    const join = `JOIN ${otherMeta.table} AS t ON t.${quote(otherMeta.keyField.column)} = j.${quote(otherColumn)}${joinTables(otherMeta, "t")}`;
    const owns = `j.${quote(column)} = ANY($1::${meta.idField.codec.type}[])`;
    const ofType = isOfTypeCondition(otherMeta, "t", 2).text;
    return `SELECT ${selectColumns(otherMeta, "t")}, j.${quote(column)} FROM ${joinTable.table} AS j ${join} WHERE ${owns}${ofType} ORDER BY ${orderColumns(otherMeta, "t")}`;
  }

  /** @throws EntityLimitError (`ENTITY_LIMIT`) */
  deal(result: Result): void {
    const { meta, otherMeta } = this.#field;
    const rows = Answer.rowsOf(result);
    const owners = readKeys(rows, meta, (otherMeta.reading ?? otherMeta).columns.length);
    checkCollectionSizes(owners, this.#relations.values(), this.#session.identityMap.limit);
    const states = hydrate(this.#session, otherMeta, rows);
    const others = new Map<MapKey, EntityState[]>();
    for (const [at, owner] of owners.entries()) {
      const known = others.get(owner!);
      if (known === undefined) others.set(owner!, [states[at]!]);
      else known.push(states[at]!);
    }
    for (const relation of this.#relations.values())
      relation.fill(others.get(relation.state.mapKey!) ?? []);
  }
}
