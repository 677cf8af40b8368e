// Inherited fields of which a subtype asks for more than what it extends does: that there is a value, or that a reference leads
// to a subtype.
import type { EntityContext } from "./buildEntity.ts";
import type { FieldModel, ManyToOneModel } from "./DomainModel.ts";

export function narrowedFields(
  entity: string,
  inherited: ReadonlyArray<FieldModel>,
  defaults: ReadonlyArray<string>,
  context: EntityContext,
): ReadonlyArray<FieldModel> {
  const { overrides, hierarchies } = context;
  const root = hierarchies.rootOf(entity);
  return inherited.flatMap((field): ReadonlyArray<FieldModel> => {
    if (field.kind === "primitive" || field.kind === "enum") {
      const config = overrides.field(entity, field.name, field.column.name);
      const hasDefaultInCode = field.hasDefaultInCode || defaults.includes(field.name);
      return config?.notNull === true && !field.notNull
        ? [{ ...field, notNull: true, hasDefaultInCode }]
        : [];
    }
    if (field.kind !== "m2o") return [];
    const own = overrides.relation(entity, field.name, field.column.name);
    const base = hierarchies
      .basesOf(entity)
      .map((type) => overrides.relation(type, field.name, field.column.name))
      .find((config) => config?.subType === "self");
    const isSelf = (own ?? base)?.subType === "self" && hierarchies.rootOf(field.other) === root;
    const other = isSelf ? entity : (own?.subType ?? field.other);
    if (other !== field.other) checkSubType(entity, field, other, context);
    const notNull = field.notNull || own?.notNull === true;
    const hasDefaultInCode = field.hasDefaultInCode || defaults.includes(field.name);
    return other === field.other && notNull === field.notNull
      ? []
      : [{ ...field, other, notNull, hasDefaultInCode }];
  });
}

function checkSubType(
  entity: string,
  { name, other }: ManyToOneModel,
  subType: string,
  { hierarchies, problems }: EntityContext,
): void {
  if (!hierarchies.isSubType(subType, other))
    problems.error(
      `entities.${entity}.relations.${name}.subType: ${subType} is no subtype of ${other}, to which the relation leads.`,
    );
}
