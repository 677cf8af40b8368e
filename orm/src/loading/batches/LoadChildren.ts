// One-to-many and one-to-one: one statement for the children of all parents that were asked for in a tick.
import { Answer } from "../../driver/Answer.ts";
import type { Result } from "../../driver/Driver.ts";
import type { OneToMany } from "../../relations/OneToMany.ts";
import type { OneToOne } from "../../relations/OneToOne.ts";
import { castType } from "../../schema/castType.ts";
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

export class LoadChildren extends WaitedBatch {
  readonly #session: Session;
  readonly #field: OneToMany["field"] | OneToOne["field"];
  /** The relations to fill, by their parent's key. */
  readonly #relations = new Map<string, OneToMany | OneToOne>();

  constructor(session: Session, field: OneToMany["field"] | OneToOne["field"]) {
    super();
    this.#session = session;
    this.#field = field;
  }

  add(relation: OneToMany | OneToOne): void {
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

  #text(): string {
    const { otherMeta, otherField } = this.#field;
    const from = `${otherMeta.table} AS t${joinTables(otherMeta, "t")}`;
    const points = `t.${quote(otherField.column)} = ANY($1::${castType(otherField.codec.type)}[])`;
    const ofType = isOfTypeCondition(otherMeta, "t", 2).text;
    return `SELECT ${selectColumns(otherMeta, "t")} FROM ${from} WHERE ${points}${ofType} ORDER BY ${orderColumns(otherMeta, "t")}`;
  }

  /** @throws EntityLimitError (`ENTITY_LIMIT`) */
  deal(result: Result): void {
    const { meta, otherMeta, otherField } = this.#field;
    const rows = Answer.rowsOf(result);
    const parents = readKeys(rows, meta, otherField.index);
    checkCollectionSizes(parents, this.#relations.values(), this.#session.identityMap.limit);
    const states = hydrate(this.#session, otherMeta, rows);
    const children = new Map<MapKey, EntityState[]>();
    for (const [at, parent] of parents.entries()) {
      const known = children.get(parent!);
      if (known === undefined) children.set(parent!, [states[at]!]);
      else known.push(states[at]!);
    }
    for (const relation of this.#relations.values())
      relation.fill(children.get(relation.state.mapKey!) ?? []);
  }
}
