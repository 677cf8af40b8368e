// A reference to entities of several types. It holds nothing itself: one of its components points somewhere, and that one
// answers.
import { InvalidIdError } from "../errors/InvalidIdError.ts";
import { UnsetReferenceError } from "../errors/UnsetReferenceError.ts";
import { componentsForId } from "../schema/componentFor.ts";
import type { ManyToOneField, PolymorphicField } from "../schema/Field.ts";
import { keyOfId } from "../schema/keys.ts";
import { isColumnSet } from "../session/isColumnSet.ts";
import type { Entity } from "../types/Entity.ts";
import type { IdType, TaggedId } from "../types/Id.ts";
import type { LoadedPolymorphicReference, LoadOptions } from "../types/relations.ts";
import { checkPolymorphicOther } from "./checkOther.ts";
import { ifActive } from "./ifActive.ts";
import { ManyToOne } from "./ManyToOne.ts";
import { Member } from "./Member.ts";
import { pointTo, unset, wholeTargetOf } from "./pointTo.ts";

export class Polymorphic
  extends Member<PolymorphicField>
  implements LoadedPolymorphicReference<Entity, Entity, undefined>
{
  get hasBeenSet(): boolean {
    return this.field.components.some((component) => isColumnSet(this.state, component));
  }

  get isLoaded(): boolean {
    return this.#current?.isLoaded ?? true;
  }

  get get(): Entity | undefined {
    return this.#current?.get;
  }

  get getIfActive(): Entity | undefined {
    return ifActive(this.get);
  }

  get getWithDeleted(): Entity | undefined {
    return this.#current?.getWithDeleted;
  }

  async load(options?: LoadOptions): Promise<Entity | undefined> {
    const current = this.#current;
    const loaded = await current?.load(options);
    // Pointed at another type while it waited: the answer is where it points now.
    return this.#current?.field === current?.field ? loaded : this.load(options);
  }

  set(other: Entity | undefined): void {
    const { state, field } = this;
    if (other == null) unset(state, field);
    else pointTo(state, ...checkPolymorphicOther(state, field, other));
  }

  get id(): IdType {
    const { entity, fieldName } = this;
    const current = this.#current;
    if (current === undefined) throw new UnsetReferenceError({ entity, field: fieldName });
    return current.id;
  }

  /** Only a tagged id says whose it is; where several types share the tag, the entity in memory does. */
  set id(id: IdType | undefined) {
    const { state, field } = this;
    if (id === undefined) {
      unset(state, field);
      return;
    }
    const components = componentsForId(field, id);
    const [first] = components;
    if (components.length === 1) new ManyToOne(state, first!).id = id;
    else this.set(this.#inMemory(components, id));
  }

  get idIfSet(): IdType | undefined {
    return this.#current?.idIfSet;
  }

  get idMaybe(): IdType | undefined {
    return this.#current?.idMaybe;
  }

  get idTagged(): TaggedId {
    // Throws where there is no id.
    void this.id;
    return this.idTaggedMaybe!;
  }

  get idTaggedMaybe(): TaggedId | undefined {
    return this.#current?.idTaggedMaybe;
  }

  get idUntagged(): string {
    // Throws where there is no id.
    void this.id;
    return this.#current!.idUntagged;
  }

  get idUntaggedIfSet(): string | undefined {
    return this.#current?.idUntaggedIfSet;
  }

  get isSet(): boolean {
    return this.#current !== undefined;
  }

  #inMemory(components: ReadonlyArray<ManyToOneField>, id: IdType): Entity {
    const { otherMeta } = components[0]!;
    const found = this.state.session.identityMap.find(otherMeta, keyOfId(otherMeta, id));
    if (found !== undefined) return found.entity;
    const types = components.map((component) => component.otherMeta.type);
    throw new InvalidIdError({ types, id: String(id) });
  }

  /** The component that points somewhere; a many-to-one holds nothing either, so one is made when asked for. */
  get #current(): ManyToOne | undefined {
    const found = wholeTargetOf(this.state, this.field);
    return found && new ManyToOne(this.state, found.component);
  }
}
