// By what clients may order: as an enum (`name_ASC`), or as nested inputs.
import type { EntityModel } from "../model/DomainModel.ts";
import { comparedType } from "./filterable.ts";
import type { Member } from "./Sdl.ts";
import type { Shown } from "./Shown.ts";

export function orderMembers(entity: EntityModel, shown: Shown): ReadonlyArray<Member> {
  const isNested = shown.settings.orders === "nested";
  const fields = shown
    .fieldsOf(entity)
    .filter((field) => comparedType(field, entity, shown) !== undefined);
  const own = fields.filter(({ kind }) => kind !== "m2o").map(({ name }) => name);
  if (!isNested)
    return ["id", ...own].flatMap((name) => [{ name: `${name}_ASC` }, { name: `${name}_DESC` }]);
  const references = fields.flatMap((field) =>
    field.kind === "m2o" && shown.entities.has(field.other)
      ? [{ name: field.name, type: `${field.other}Order` }]
      : [],
  );
  return [...["id", ...own].map((name) => ({ name, type: "Direction" })), ...references];
}
