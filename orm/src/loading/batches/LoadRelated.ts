// What loads of collections and one-to-ones have in common: one statement for the relations of one field that were asked for in a tick.
import { Answer } from "../../driver/Answer.ts";
import type { Result } from "../../driver/Driver.ts";
import { HintTree } from "../../hints/HintTree.ts";
import { touchedRelationOf } from "../../relations/relationOf.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { MapKey } from "../../schema/keys.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { Session } from "../../session/Session.ts";
import type { Statement } from "../../sql/Statement.ts";
import { WaitedBatch } from "../Batch.ts";
import { dealRelated, ownerColumn, type StoredRelation } from "../dealRelated.ts";
import { GivenKeys } from "../GivenKeys.ts";
import type { AskedKeys, LeadingBatch } from "../lookAhead/LeadingBatch.ts";
import { maxKeys } from "../maxKeys.ts";
import type { PreloadRoot } from "../preload/PreloadRoot.ts";
import type { Restriction } from "../Restriction.ts";
import { limitValues } from "../selectRelated.ts";
import { textOf } from "../textOf.ts";

export abstract class LoadRelated<R extends StoredRelation>
  extends WaitedBatch
  implements LeadingBatch
{
  readonly leads = true;
  readonly #session: Session;
  protected readonly field: R["field"];
  protected readonly restriction: Restriction | undefined;
  /** The relations to fill, by their owner's key. */
  readonly #relations = new Map<MapKey, R>();

  constructor(session: Session, field: R["field"], restriction?: Restriction) {
    super();
    this.#session = session;
    this.field = field;
    this.restriction = restriction;
  }

  add(relation: R): void {
    this.#relations.set(relation.state.mapKey!, relation);
  }

  override get isFull(): boolean {
    return this.#relations.size >= maxKeys;
  }

  statement(): Statement {
    const { meta, fieldName, otherMeta } = this.field;
    const { restriction } = this;
    const keys = new GivenKeys(this.#relations.keys(), this.#relations.size);
    const make = (): string => this.select(keys);
    return {
      text: textOf(meta, keys.kind(`load ${fieldName}`), make, restriction?.text),
      values: [keys.value, ...limitValues(otherMeta, restriction)],
      operation: `load ${meta.type}.${fieldName}`,
    };
  }

  /** The text of the statement. */
  protected abstract select(keys: GivenKeys): string;

  deal(result: Result): ReadonlyArray<EntityState> {
    return dealRelated(this.#session, this.field, Answer.rowsOf(result), this.#relations.values());
  }

  get meta(): EntityMeta {
    return this.field.otherMeta;
  }

  get shape(): string {
    return `load ${this.field.meta.type}.${this.field.fieldName}`;
  }

  get asked(): AskedKeys {
    return { keys: this.#relations, meta: this.field.meta, place: ownerColumn(this.field) };
  }

  relationsOf({ members }: EntityMeta): ReadonlyArray<R["field"]> {
    return members.get(this.field.fieldName) === this.field ? [this.field] : [];
  }

  asks(state: EntityState): boolean | undefined {
    const isLoaded = touchedRelationOf(state, this.field)?.isLoaded === true;
    return isLoaded ? undefined : this.#relations.has(state.mapKey!);
  }

  root(): PreloadRoot {
    const states = Array.from(this.#relations.values(), ({ state }) => state);
    return { meta: this.field.meta, states, keys: [] };
  }

  leadingTo(below: HintTree): HintTree {
    return new HintTree(new Map([[this.field.fieldName, below]]));
  }
}
