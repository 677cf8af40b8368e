// The classes that a polymorphic reference may lead to; what generated functions such as `getCommentParentConstructors` call.
import { DomainError } from "../errors/DomainError.ts";
import type { ConfigApi } from "../rules/ConfigApi.ts";
import type { PolymorphicField } from "../schema/Field.ts";
import type { Entity, MaybeAbstractEntityConstructor } from "../types/Entity.ts";

/** @throws DomainError (`DOMAIN`) before the entity's domain has linked its classes */
export function getPolymorphicConstructors<T extends Entity, U extends Entity>(
  config: ConfigApi<T>,
  field: string,
): Array<MaybeAbstractEntityConstructor<U>> {
  const { components } = fieldOf(config, field);
  return components.map(({ otherMeta }) => otherMeta.cstr as MaybeAbstractEntityConstructor<U>);
}

function fieldOf<T extends Entity>(
  { meta, entityName }: ConfigApi<T>,
  name: string,
): PolymorphicField {
  if (meta === undefined)
    throw new DomainError({
      problems: [`${entityName}: its domain was not used yet; call domain.boot() first`],
    });
  return meta.fields.get(name) as PolymorphicField;
}
