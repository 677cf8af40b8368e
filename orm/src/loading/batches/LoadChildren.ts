// One-to-many and one-to-one: one statement for the children of all parents that were asked for in a tick.
import { Answer } from "../../driver/Answer.ts";
import type { Result } from "../../driver/Driver.ts";
import type { OneToMany } from "../../relations/OneToMany.ts";
import type { OneToOne } from "../../relations/OneToOne.ts";
import { castType } from "../../schema/castType.ts";
import type { MapKey } from "../../schema/keys.ts";
import type { Session } from "../../session/Session.ts";
import type { Statement } from "../../sql/Statement.ts";
import { WaitedBatch } from "../Batch.ts";
import { dealRelated } from "../dealRelated.ts";
import { GivenKeys } from "../GivenKeys.ts";
import { maxKeys } from "../maxKeys.ts";
import type { Restriction } from "../Restriction.ts";
import { limitValues, selectChildren } from "../selectRelated.ts";
import { textOf } from "../textOf.ts";

export class LoadChildren extends WaitedBatch {
  readonly #session: Session;
  readonly #field: OneToMany["field"] | OneToOne["field"];
  readonly #restriction: Restriction | undefined;
  /** The relations to fill, by their parent's key. */
  readonly #relations = new Map<MapKey, OneToMany | OneToOne>();

  constructor(
    session: Session,
    field: OneToMany["field"] | OneToOne["field"],
    restriction?: Restriction,
  ) {
    super();
    this.#session = session;
    this.#field = field;
    this.#restriction = restriction;
  }

  add(relation: OneToMany | OneToOne): void {
    this.#relations.set(relation.state.mapKey!, relation);
  }

  override get isFull(): boolean {
    return this.#relations.size >= maxKeys;
  }

  statement(): Statement {
    const { meta, fieldName, otherMeta, otherField } = this.#field;
    const restriction = this.#restriction;
    const keys = new GivenKeys(this.#relations.keys(), this.#relations.size);
    const make = (): string =>
      selectChildren(this.#field, keys.among(castType(otherField.codec.type)), restriction);
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
