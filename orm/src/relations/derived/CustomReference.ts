// A hand-written relation to one entity: through others, derived from what is loaded, or loaded by code of its own.
import { NoIdError } from "../../errors/NoIdError.ts";
import { UnsetReferenceError } from "../../errors/UnsetReferenceError.ts";
import type { HandWrittenMember } from "../../schema/LoadableMember.ts";
import { BaseEntity } from "../../session/BaseEntity.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { Entity } from "../../types/Entity.ts";
import type { IdType, TaggedId } from "../../types/Id.ts";
import type { LoadedReference, LoadOptions } from "../../types/relations.ts";
import { ifActive } from "../ifActive.ts";
import { statesIn } from "../statesIn.ts";
import { HandWrittenRelation } from "./HandWrittenRelation.ts";
import type { Source } from "./Source.ts";

export interface ReferenceWriting {
  readonly set?: (entity: Entity, other: Entity | undefined) => void;
}

export class CustomReference
  extends HandWrittenRelation
  implements LoadedReference<Entity, Entity, undefined>
{
  readonly #writing: ReferenceWriting;

  constructor(
    state: EntityState,
    member: HandWrittenMember,
    source: Source,
    writing: ReferenceWriting,
  ) {
    super(state, member, source);
    this.#writing = writing;
  }

  get get(): Entity | undefined {
    const entity = this.getWithDeleted;
    return entity === undefined || BaseEntity.stateOf(entity).isDeleted ? undefined : entity;
  }

  get getIfActive(): Entity | undefined {
    return ifActive(this.get);
  }

  get getWithDeleted(): Entity | undefined {
    return (this.read(true) ?? undefined) as Entity | undefined;
  }

  async load(options?: LoadOptions): Promise<Entity | undefined> {
    await this.loadSource(options);
    return options?.withDeleted ? this.getWithDeleted : this.get;
  }

  set(other: Entity | undefined): void {
    const { set } = this.#writing;
    this.write("set", set && (() => set(this.entity, other)));
  }

  get id(): IdType {
    const entity = this.get;
    if (entity === undefined)
      throw new UnsetReferenceError({ entity: this.entity, field: this.fieldName });
    if (entity.idMaybe === undefined)
      throw new NoIdError({ entity: this.entity, reference: this.fieldName });
    return entity.idMaybe;
  }

  get idMaybe(): IdType | undefined {
    return this.get?.idMaybe;
  }

  get idTaggedMaybe(): TaggedId | undefined {
    return this.get?.idTaggedMaybe;
  }

  get isSet(): boolean {
    return this.get !== undefined;
  }

  targets(withDeleted: boolean): ReadonlyArray<EntityState> {
    if (!this.isLoaded) return [];
    return statesIn(withDeleted ? this.getWithDeleted : this.get);
  }
}
