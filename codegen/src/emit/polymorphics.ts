// What a polymorphic reference adds to an entity's file: the type of what it leads to, its classes, and a question for them.
import type { EntityModel, PolymorphicModel } from "../model/DomainModel.ts";
import { pascalOf } from "../model/identifierOf.ts";
import type { EntityNames } from "./EntityNames.ts";

/** `CommentParent`. */
export function polymorphicTypeOf({ entity }: EntityNames, { name }: PolymorphicModel): string {
  return typeOf(entity, name);
}

/** The names that they declare. */
export function polymorphicNames(entity: EntityModel): ReadonlyArray<string> {
  return polymorphicsOf(entity).flatMap(({ name }) => {
    const type = typeOf(entity, name);
    return [type, `get${type}Constructors`, `is${type}`];
  });
}

export function polymorphicTypes(names: EntityNames): string {
  return polymorphicsOf(names.entity)
    .map((field) => {
      const others = new Set(field.components.map(({ other }) => names.entityType(other)));
      return `/** What \`${field.name}\` may lead to. */
export type ${polymorphicTypeOf(names, field)} = ${[...others].join(" | ")};`;
    })
    .join("\n\n");
}

export function polymorphicFunctions(names: EntityNames, config: string): string {
  return polymorphicsOf(names.entity)
    .map((field) => {
      const type = polymorphicTypeOf(names, field);
      const constructors = names.value("getPolymorphicConstructors");
      const isTarget = names.value("isPolymorphicTarget");
      const args = `${config}, ${JSON.stringify(field.name)}`;
      return `/** The classes of what \`${field.name}\` may lead to. */
export function get${type}Constructors(): ${names.type("MaybeAbstractEntityConstructor")}<${type}>[] { return ${constructors}(${args}); }

/** Whether \`${field.name}\` may lead to a value. */
export function is${type}(value: unknown): value is ${type} { return ${isTarget}(${args}, value); }`;
    })
    .join("\n\n");
}

function polymorphicsOf({ fields }: EntityModel): ReadonlyArray<PolymorphicModel> {
  return fields.filter((field) => field.kind === "poly");
}

function typeOf({ name }: EntityModel, field: string): string {
  return `${name}${pascalOf(field)}`;
}
