// A hand-written relation to many entities: through others, derived from what is loaded, or loaded by code of its own.
import { keyOfId } from "../../schema/keys.ts";
import type { HandWrittenMember } from "../../schema/LoadableMember.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { Entity } from "../../types/Entity.ts";
import type { IdType } from "../../types/Id.ts";
import type { LoadedCollection, LoadOptions } from "../../types/relations.ts";
import { statesIn } from "../statesIn.ts";
import { View } from "../View.ts";
import { HandWrittenRelation } from "./HandWrittenRelation.ts";
import type { Source } from "./Source.ts";

export interface CollectionWriting {
  readonly set?: (entity: Entity, values: ReadonlyArray<Entity>) => void;
  readonly add?: (entity: Entity, value: Entity) => void;
  readonly remove?: (entity: Entity, value: Entity) => void;
  /** The member with this id, when there is a faster way than loading all. */
  readonly find?: (entity: Entity, id: IdType) => Promise<Entity | undefined>;
}

export class CustomCollection
  extends HandWrittenRelation
  implements LoadedCollection<Entity, Entity>
{
  readonly #writing: CollectionWriting;
  readonly #view = new View<Entity>();

  constructor(
    state: EntityState,
    member: HandWrittenMember,
    source: Source,
    writing: CollectionWriting,
  ) {
    super(state, member, source);
    this.#writing = writing;
  }

  /** Computed from memory each time; the same array while the members are the same. */
  get get(): ReadonlyArray<Entity> {
    const members = this.#read(false);
    return this.#view.of(members.filter((entity) => !BaseEntity.stateOf(entity).isDeleted));
  }

  get getWithDeleted(): ReadonlyArray<Entity> {
    return Object.freeze([...this.#read(true)]);
  }

  async load(options?: LoadOptions): Promise<ReadonlyArray<Entity>> {
    await this.loadSource(options);
    return options?.withDeleted ? this.getWithDeleted : this.get;
  }

  async find(id: IdType): Promise<Entity | undefined> {
    const { find } = this.#writing;
    if (find !== undefined) return find(this.entity, id);
    const members = await this.load();
    return members.find((entity) => {
      const { key, meta } = BaseEntity.stateOf(entity);
      return key !== undefined && key === keyOfId(meta, id);
    });
  }

  async includes(other: Entity): Promise<boolean> {
    return (await this.load()).includes(other);
  }

  add(other: Entity): void {
    const { add } = this.#writing;
    this.write("add", add && (() => add(this.entity, other)));
  }

  remove(other: Entity): void {
    const { remove } = this.#writing;
    this.write("remove", remove && (() => remove(this.entity, other)));
  }

  /** Without a `set` of its own, what is left out is removed and what is new is added. */
  set(values: ReadonlyArray<Entity>): void {
    const { set, add, remove } = this.#writing;
    if (set !== undefined) return this.write("set", () => set(this.entity, values));
    if (add === undefined || remove === undefined) return this.write("set", undefined);
    this.write("set", () => {
      const current = this.get;
      for (const member of current) if (!values.includes(member)) remove(this.entity, member);
      for (const value of values) if (!current.includes(value)) add(this.entity, value);
    });
  }

  removeAll(): void {
    this.set([]);
  }

  targets(withDeleted: boolean): ReadonlyArray<EntityState> {
    if (!this.isLoaded) return [];
    return statesIn(withDeleted ? this.getWithDeleted : this.get);
  }

  #read(withDeleted: boolean): ReadonlyArray<Entity> {
    return this.read(withDeleted) as ReadonlyArray<Entity>;
  }
}
