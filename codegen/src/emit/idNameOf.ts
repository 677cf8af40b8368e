// The name under which a relation is given, and shown, by ids alone: `publisher` is `publisherId`, `books` is `bookIds`.
import type { EntityModel, FieldModel } from "../model/DomainModel.ts";
import { singularCamelOf } from "../model/identifierOf.ts";

/** `undefined` for what has no such name: it is no relation of its own, is never loaded as a whole, or a member has the name. */
export function idNameOf(
  field: FieldModel,
  { fields, inherited }: Pick<EntityModel, "fields" | "inherited">,
): string | undefined {
  const name = nameOf(field);
  const isTaken = [...inherited, ...fields].some((each) => each.name === name);
  return isTaken ? undefined : name;
}

function nameOf(field: FieldModel): string | undefined {
  switch (field.kind) {
    case "m2o":
      return field.component === undefined ? `${field.name}Id` : undefined;
    case "poly":
    case "o2o":
      return `${field.name}Id`;
    case "o2m":
    case "m2m":
      return field.isLarge ? undefined : `${singularCamelOf(field.name)}Ids`;
    case "primitive":
    case "enum":
    case "m2mEnum":
    case "recursive":
      return undefined;
  }
}
