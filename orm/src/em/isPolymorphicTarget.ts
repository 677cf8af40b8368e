// Whether a polymorphic reference may lead to a value; what generated functions such as `isCommentParent` call.
import type { ConfigApi } from "../rules/ConfigApi.ts";
import { componentFor } from "../schema/componentFor.ts";
import type { PolymorphicField } from "../schema/Field.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { Entity } from "../types/Entity.ts";

/** False for what is no entity, and for entities of another domain. */
export function isPolymorphicTarget<T extends Entity>(
  { meta }: ConfigApi<T>,
  field: string,
  value: unknown,
): boolean {
  if (meta === undefined || !BaseEntity.isEntity(value)) return false;
  const found = meta.fields.get(field) as PolymorphicField;
  return componentFor(found, BaseEntity.stateOf(value).meta) !== undefined;
}
