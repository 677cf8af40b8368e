// Loads by id: one statement for all entities of a type that were asked for in a tick, or of a whole hierarchy of types.
import { Answer } from "../../driver/Answer.ts";
import type { Result } from "../../driver/Driver.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import { commonType } from "../../schema/hierarchy.ts";
import type { MapKey } from "../../schema/keys.ts";
import { hydrate } from "../../session/hydrate.ts";
import type { Session } from "../../session/Session.ts";
import type { Statement } from "../../sql/Statement.ts";
import { WaitedBatch } from "../Batch.ts";
import { GivenKeys } from "../GivenKeys.ts";
import { maxKeys } from "../maxKeys.ts";
import type { Restriction } from "../Restriction.ts";
import { selectByKey } from "../selectRelated.ts";
import { textOf } from "../textOf.ts";

export class LoadByKey extends WaitedBatch {
  readonly #session: Session;
  readonly #restriction: Restriction | undefined;
  /** What is read: the nearest type that everything asked for is of. */
  #meta: EntityMeta | undefined;
  readonly #keys = new Set<MapKey>();

  constructor(session: Session, restriction?: Restriction) {
    super();
    this.#session = session;
    this.#restriction = restriction;
  }

  /** All that is added to one batch is of one hierarchy. */
  add(meta: EntityMeta, key: MapKey): void {
    // In one table, the row itself tells its type: asking for one type only would not read less.
    const read = meta.inheritanceType === "sti" ? meta.rootType : meta;
    if (this.#meta !== read)
      this.#meta = this.#meta === undefined ? read : commonType(this.#meta, read);
    this.#keys.add(key);
  }

  override get isFull(): boolean {
    return this.#keys.size >= maxKeys;
  }

  statement(): Statement {
    const meta = this.#meta!;
    const { keyField, type } = meta;
    const restriction = this.#restriction;
    const keys = new GivenKeys(this.#keys, this.#keys.size);
    const make = (): string => selectByKey(meta, keys.among(keyField.codec.type), restriction);
    return {
      text: textOf(meta, keys.kind("load by key"), make, restriction?.text),
      values: [keys.value, ...(restriction?.values ?? [])],
      operation: `load ${type}`,
    };
  }

  /** Who asked looks into the identity map afterwards; keys that are not there have no row. */
  deal(result: Result): void {
    hydrate(this.#session, this.#meta!, Answer.rowsOf(result));
  }
}
