// Resolves the relations that configs name: those along which deletes cascade, and those whose changes touch their owner.
import { ConfigApi } from "../rules/ConfigApi.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { CascadeField, ColumnField, RelationField } from "../schema/Field.ts";
import { isMember, isRelationField } from "../schema/isRelationField.ts";

/**
 * What is wrong with them.
 * @param fixed the columns that rules keep as they are
 */
export function linkCascades(
  metadata: ReadonlyArray<EntityMeta>,
  fixed: ReadonlySet<ColumnField>,
): string[] {
  const problems = new Set<string>();
  for (const meta of metadata) {
    const configs = ConfigApi.allOf(meta);
    const find = (name: string): RelationField | undefined => {
      const field = meta.fields.get(name);
      return field !== undefined && isRelationField(field) && isMember(field) ? field : undefined;
    };
    const cascades: CascadeField[] = [];
    for (const name of new Set(configs.flatMap((config) => [...config.cascades]))) {
      const field = find(name);
      if (field !== undefined && field.kind !== "m2mEnum" && !leadsToView(field))
        cascades.push(field);
      else
        problems.add(`${meta.type}.${name}: cascadeDelete takes a relation to entities of tables`);
    }
    const touching = new Set<RelationField>();
    for (const name of new Set(configs.flatMap((config) => [...config.touching]))) {
      const field = find(name);
      if (field?.kind === "o2m" || field?.kind === "o2o" || field?.kind === "m2m")
        touching.add(field);
      else
        problems.add(
          `${meta.type}.${name}: touchOnChange takes a collection or a one-to-one without the key`,
        );
    }
    const owned = cascades.filter(
      (field) => (field.kind === "o2m" || field.kind === "o2o") && fixed.has(field.otherField),
    );
    Object.assign(meta, { cascades, owned: new Set(owned), touching });
  }
  return [...problems];
}

/** What a view shows goes with the tables that it shows. */
function leadsToView(field: CascadeField): boolean {
  return field.kind !== "poly" && field.otherMeta.view !== undefined;
}
