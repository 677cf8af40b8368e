// A single child of a parent by its id: one statement for all that were asked for in a tick, each only if it is that parent's.
import { Answer } from "../../driver/Answer.ts";
import type { Result } from "../../driver/Driver.ts";
import { castType } from "../../schema/castType.ts";
import type { OneToManyField } from "../../schema/Field.ts";
import { hydrate } from "../../session/hydrate.ts";
import type { Session } from "../../session/Session.ts";
import { arrayLiteral } from "../../sql/arrayLiteral.ts";
import { quote } from "../../sql/identifier.ts";
import type { Statement } from "../../sql/Statement.ts";
import { WaitedBatch } from "../Batch.ts";
import type { Restriction } from "../Restriction.ts";
import { joinTables, selectColumns } from "../selectColumns.ts";
import { limitsOf, limitValues } from "../selectRelated.ts";
import { textOf } from "../textOf.ts";

export class LoadChild extends WaitedBatch {
  readonly #session: Session;
  readonly #field: OneToManyField;
  readonly #restriction: Restriction | undefined;
  readonly #parents: string[] = [];
  readonly #children: string[] = [];

  constructor(session: Session, field: OneToManyField, restriction?: Restriction) {
    super();
    this.#session = session;
    this.#field = field;
    this.#restriction = restriction;
  }

  add(parent: string, child: string): void {
    this.#parents.push(parent);
    this.#children.push(child);
  }

  statement(): Statement {
    const { meta, fieldName, otherMeta } = this.#field;
    return {
      text: textOf(meta, `find in ${fieldName}`, () => this.#text(), this.#restriction?.text),
      values: [
        arrayLiteral(this.#parents),
        arrayLiteral(this.#children),
        ...limitValues(otherMeta, this.#restriction),
      ],
      operation: `find in ${meta.type}.${fieldName}`,
    };
  }

  #text(): string {
    const { otherMeta, otherField } = this.#field;
    const { keyField } = otherMeta;
    const given = `unnest($1::${castType(otherField.codec.type)}[], $2::${keyField.codec.type}[]) AS given(parent, child)`;
    const isChild = `t.${quote(keyField.column)} = given.child AND t.${quote(otherField.column)} = given.parent`;
    const limits = limitsOf(otherMeta, this.#restriction, 3);
    return `SELECT ${selectColumns(otherMeta, "t")} FROM ${otherMeta.table} AS t${joinTables(otherMeta, "t")} JOIN ${given} ON ${isChild}${limits}`;
  }

  /** Who asked looks into the identity map afterwards. */
  deal(result: Result): void {
    hydrate(this.#session, this.#field.otherMeta, Answer.rowsOf(result));
  }
}
