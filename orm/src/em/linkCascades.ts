// Resolves the relations along which deletes cascade, as the configs of entity types name them.
import { DomainError } from "../errors/DomainError.ts";
import { fixedFieldOf } from "../rules/builtIn/cannotBeUpdated.ts";
import { ConfigApi } from "../rules/ConfigApi.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { CascadeField, ManyToOneField } from "../schema/Field.ts";
import { isMember, isRelationField } from "../schema/isRelationField.ts";

/** @throws DomainError (`DOMAIN`) listing what is no relation to entities */
export function linkCascades(metadata: ReadonlyArray<EntityMeta>): void {
  const problems = new Set<string>();
  for (const meta of metadata) {
    const names = new Set(ConfigApi.allOf(meta).flatMap(({ cascades }) => [...cascades]));
    const cascades = [...names].flatMap((name): CascadeField[] => {
      const field = meta.fields.get(name);
      const isRelation = field !== undefined && isRelationField(field) && isMember(field);
      if (isRelation && field.kind !== "m2mEnum") return [field];
      problems.add(`${meta.type}.${name}: cascadeDelete takes a relation to entities`);
      return [];
    });
    Object.assign(meta, { cascades });
    for (const field of cascades)
      if (field.kind === "o2m" && isFixed(field.otherField))
        Object.assign(field, { isOwned: true });
  }
  if (problems.size > 0) throw new DomainError({ problems: [...problems] });
}

/** Whether a reference stays where it led first: it, or as a component the reference that it is part of. */
function isFixed({ meta, whole, fieldName }: ManyToOneField): boolean {
  const name = whole?.fieldName ?? fieldName;
  return ConfigApi.allOf(meta).some(({ rules }) =>
    rules.some(({ rule }) => fixedFieldOf(rule) === name),
  );
}
