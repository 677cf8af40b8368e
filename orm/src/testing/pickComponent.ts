// Which type of entity a polymorphic reference leads to in a test: the one given, else the first.
import { isPlainObject } from "../kit/isPlainObject.ts";
import { componentFor } from "../schema/componentFor.ts";
import type { ManyToOneField, PolymorphicField } from "../schema/Field.ts";
import { isTaggedIdOf } from "../schema/keys.ts";
import { BaseEntity } from "../session/BaseEntity.ts";

/** The component for what a factory was told, and what is left to be told to the other entity's factory. */
export function pickComponent(
  field: PolymorphicField,
  value: unknown,
): { readonly component: ManyToOneField; readonly rest: unknown } {
  const first = field.components[0]!;
  if (BaseEntity.isEntity(value))
    return { component: componentFor(field, BaseEntity.stateOf(value).meta) ?? first, rest: value };
  if (typeof value === "string") {
    const named = field.components.find(
      ({ otherMeta }) =>
        value.startsWith(`${otherMeta.tagName}#`) || isTaggedIdOf(otherMeta, value),
    );
    return { component: named ?? first, rest: value };
  }
  if (!isPlainObject(value) || !Object.hasOwn(value, "type"))
    return { component: first, rest: value };
  const { type, ...rest } = value;
  const given = field.components.find(({ otherMeta }) => otherMeta.type === type);
  return given === undefined ? { component: first, rest: value } : { component: given, rest };
}
