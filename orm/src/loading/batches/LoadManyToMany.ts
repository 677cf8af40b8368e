// Many-to-many: one statement that gives, for all owners asked for in a tick, the pairs and the entities they lead to.
import { Answer } from "../../driver/Answer.ts";
import type { Result } from "../../driver/Driver.ts";
import type { ManyToMany } from "../../relations/ManyToMany.ts";
import type { ManyToManyField } from "../../schema/Field.ts";
import type { Session } from "../../session/Session.ts";
import type { Statement } from "../../sql/Statement.ts";
import { WaitedBatch } from "../Batch.ts";
import { dealRelated } from "../dealRelated.ts";
import { GivenKeys } from "../GivenKeys.ts";
import { maxKeys } from "../maxKeys.ts";
import type { Restriction } from "../Restriction.ts";
import { limitValues, selectOthers } from "../selectRelated.ts";
import { textOf } from "../textOf.ts";

export class LoadManyToMany extends WaitedBatch {
  readonly #session: Session;
  readonly #field: ManyToManyField;
  readonly #restriction: Restriction | undefined;
  readonly #relations = new Map<string, ManyToMany>();

  constructor(session: Session, field: ManyToManyField, restriction?: Restriction) {
    super();
    this.#session = session;
    this.#field = field;
    this.#restriction = restriction;
  }

  add(relation: ManyToMany): void {
    this.#relations.set(relation.state.key!, relation);
  }

  override get isFull(): boolean {
    return this.#relations.size >= maxKeys;
  }

  statement(): Statement {
    const { meta, fieldName, otherMeta } = this.#field;
    const restriction = this.#restriction;
    const keys = new GivenKeys(this.#relations.keys(), this.#relations.size);
    const make = (): string =>
      selectOthers(this.#field, keys.among(meta.idField.codec.type), restriction);
    return {
      text: textOf(meta, keys.kind(`load ${fieldName}`), make, restriction?.text),
      values: [keys.value, ...limitValues(otherMeta, restriction)],
      operation: `load ${meta.type}.${fieldName}`,
    };
  }

  deal(result: Result): void {
    dealRelated(this.#session, this.#field, Answer.rowsOf(result), this.#relations.values());
  }
}
