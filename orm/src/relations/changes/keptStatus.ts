// What a field told of its changes before they were written. What is loaded when it is asked for is worked out from what is there
// by then.
import type {
  EnumCollectionField,
  ManyToManyField,
  ManyToOneField,
  OneToManyField,
  OneToOneField,
  PolymorphicField,
} from "../../schema/Field.ts";
import { keyOfId, mapKeyOf } from "../../schema/keys.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type {
  CollectionFieldStatus,
  EnumCollectionFieldStatus,
  FieldStatus,
  PrimitiveFieldStatus,
  ReferenceFieldStatus,
} from "../../types/Changes.ts";
import type { Entity } from "../../types/Entity.ts";
import { relationOf } from "../relationOf.ts";
import { ManyToOneStatus } from "./ManyToOneStatus.ts";

type CollectionField = OneToManyField | ManyToManyField;
type ReferenceField = ManyToOneField | OneToOneField | PolymorphicField;

/** A collection that tells what the database has. */
interface Stored<M> {
  loadStored(): Promise<ReadonlyArray<M>>;
}

export function keptField({
  kind,
  hasChanged,
  hasUpdated,
  originalValue,
}: PrimitiveFieldStatus<unknown>): FieldStatus {
  return { kind, hasChanged, hasUpdated, originalValue } as PrimitiveFieldStatus<unknown>;
}

export function keptReference(
  state: EntityState,
  field: ReferenceField,
  { kind, hasChanged, hasUpdated, originalValue }: ReferenceFieldStatus<Entity, string>,
): FieldStatus {
  const { session } = state;
  const led = field.kind === "poly" ? componentThatLed(state, field) : field;
  const load = async (): Promise<Entity | undefined> => {
    if (led === undefined || originalValue === undefined) return undefined;
    const { otherMeta } = led;
    const key = keyOfId(otherMeta, originalValue);
    if (session.identityMap.find(otherMeta, key) === undefined)
      await session.ports.loadByKey(otherMeta, mapKeyOf(otherMeta, key));
    return session.identityMap.find(otherMeta, key)?.entity;
  };
  const kept: ReferenceFieldStatus<Entity, string> = {
    kind,
    hasChanged,
    hasUpdated,
    originalValue,
    get originalEntity() {
      return load();
    },
  };
  return kept;
}

function componentThatLed(
  state: EntityState,
  { components }: PolymorphicField,
): ManyToOneField | undefined {
  return components.find(
    (component) => new ManyToOneStatus(state, component).originalValue !== undefined,
  );
}

export function keptCollection(
  state: EntityState,
  field: CollectionField,
  status: CollectionFieldStatus<Entity, string>,
): FieldStatus {
  const members = keptMembers(status);
  const kept: CollectionFieldStatus<Entity, string> = {
    ...members,
    get originalEntities() {
      return before(relationOf(state, field) as unknown as Stored<Entity>, members);
    },
  };
  return kept;
}

export function keptCodes(
  state: EntityState,
  field: EnumCollectionField,
  status: EnumCollectionFieldStatus<string>,
): FieldStatus {
  const members = keptMembers(status);
  const kept: EnumCollectionFieldStatus<string> = {
    ...members,
    kind: "m2mEnum",
    get originalValues() {
      return before(relationOf(state, field) as unknown as Stored<string>, members);
    },
  };
  return kept;
}

interface Members<M> extends FieldStatus {
  readonly added: ReadonlyArray<M>;
  readonly removed: ReadonlyArray<M>;
  readonly changed: ReadonlyArray<M>;
}

function keptMembers<M>({
  kind,
  hasChanged,
  hasUpdated,
  added,
  removed,
  changed,
}: Members<M>): Members<M> {
  return { kind, hasChanged, hasUpdated, added, removed, changed };
}

/** The members that there were before some came and some left. */
async function before<M>(relation: Stored<M>, { added, removed }: Members<M>): Promise<M[]> {
  const now = await relation.loadStored();
  return [...now.filter((member) => !added.includes(member)), ...removed];
}
