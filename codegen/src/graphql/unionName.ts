import type { EntityModel, PolymorphicModel } from "../model/DomainModel.ts";
import { pascalOf } from "../model/identifierOf.ts";
import type { Shown } from "./Shown.ts";

/** The type that a polymorphic reference leads to: `CommentParent`. Subtypes inherit it. */
export function unionName(entity: EntityModel, field: PolymorphicModel, shown: Shown): string {
  const owner =
    shown.basesOf(entity).find(({ fields }) => fields.some(({ name }) => name === field.name)) ??
    entity;
  return `${owner.name}${pascalOf(field.name)}`;
}
