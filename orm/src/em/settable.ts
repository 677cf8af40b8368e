// Which member of an entity a key names, when members are set by name. Keys may come from outside: each is looked up, nothing else.
import { ImmutableFieldError } from "../errors/ImmutableFieldError.ts";
import { unsettable } from "../relations/derived/unsettable.ts";
import type {
  EnumCollectionField,
  ManyToManyField,
  ManyToOneField,
  OneToManyField,
  OneToOneField,
  PolymorphicField,
  RelationField,
} from "../schema/Field.ts";
import { isMember } from "../schema/isRelationField.ts";
import { isSettable, type SettableField } from "../schema/isSettable.ts";
import type { EntityState } from "../session/EntityState.ts";
import { hasSetter } from "../session/hasSetter.ts";

export type ReferenceField = ManyToOneField | PolymorphicField;
export type MembersField = OneToManyField | OneToOneField | ManyToManyField | EnumCollectionField;

export function isReference(field: RelationField): field is ReferenceField {
  return field.kind === "m2o" || field.kind === "poly";
}

/**
 * The field of a key, or the key itself where its class has a setter for it.
 * @throws UnknownFieldError (`UNKNOWN_FIELD`), DerivedMemberError (`DERIVED`), ImmutableFieldError (`IMMUTABLE`)
 */
export function settable(state: EntityState, key: string): SettableField | string {
  const { entity } = state;
  const field = state.meta.fields.get(key);
  if (field === undefined && hasSetter(entity, key)) return key;
  if (field === undefined || !isMember(field)) throw unsettable(state.meta, entity, key);
  if (!isSettable(field)) throw new ImmutableFieldError({ entity, field: key });
  return field;
}
