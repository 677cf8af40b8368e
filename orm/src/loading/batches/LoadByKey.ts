// Loads by id: one statement for all entities of a type that were asked for in a tick, or of a whole hierarchy of types.
import { Answer } from "../../driver/Answer.ts";
import type { Result } from "../../driver/Driver.ts";
import type { HintTree } from "../../hints/HintTree.ts";
import { mapTargetOf } from "../../relations/pointTo.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { ManyToOneField } from "../../schema/Field.ts";
import { commonType } from "../../schema/hierarchy.ts";
import type { MapKey } from "../../schema/keys.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { isRead } from "../../session/fieldAccess.ts";
import { hydrate } from "../../session/hydrate.ts";
import type { Session } from "../../session/Session.ts";
import type { Statement } from "../../sql/Statement.ts";
import { WaitedBatch } from "../Batch.ts";
import { GivenKeys } from "../GivenKeys.ts";
import type { AskedKeys, LeadingBatch } from "../lookAhead/LeadingBatch.ts";
import { maxKeys } from "../maxKeys.ts";
import type { PreloadRoot } from "../preload/PreloadRoot.ts";
import type { Restriction } from "../Restriction.ts";
import { selectByKey } from "../selectRelated.ts";
import { textOf } from "../textOf.ts";

export class LoadByKey extends WaitedBatch implements LeadingBatch {
  readonly leads = true;
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
  deal(result: Result): ReadonlyArray<EntityState> {
    return hydrate(this.#session, this.#meta!, Answer.rowsOf(result));
  }

  get meta(): EntityMeta {
    return this.#meta!;
  }

  /** One is not many: who asks for one entity does other things with it than who asks for a list. */
  get shape(): string {
    return `load ${this.#keys.size === 1 ? "one " : ""}${this.meta.type}`;
  }

  get asked(): AskedKeys {
    return { keys: this.#keys, meta: this.meta, place: 0 };
  }

  relationsOf({ relations }: EntityMeta): ReadonlyArray<ManyToOneField> {
    const { rootType } = this.meta;
    return relations.filter(
      (field): field is ManyToOneField =>
        field.kind === "m2o" && field.whole === undefined && field.otherMeta.rootType === rootType,
    );
  }

  /** What is in memory need not be loaded. */
  asks(state: EntityState, field: ManyToOneField): boolean | undefined {
    if (!isRead(state, field)) return undefined;
    const target = mapTargetOf(state, field);
    if (target === undefined || typeof target === "object") return undefined;
    const isInMemory = this.#session.identityMap.findByMapKey(this.meta, target) !== undefined;
    return isInMemory ? undefined : this.#keys.has(target);
  }

  root(): PreloadRoot {
    return { meta: this.meta, states: [], keys: [...this.#keys] };
  }

  leadingTo(below: HintTree): HintTree {
    return below;
  }
}
