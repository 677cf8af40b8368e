// No two members of an entity may have one name, and none may have a name that entities use themselves.
import { shown } from "./classifyTables.ts";
import type { EntityModel, FieldModel } from "./DomainModel.ts";
import type { Problems } from "./Problems.ts";
import { reservedMembers } from "./reservedMembers.ts";

export function checkMembers(entities: ReadonlyArray<EntityModel>, problems: Problems): void {
  for (const entity of entities) {
    const seen = new Map(entity.inherited.map((field) => [field.name, field]));
    const inherited = new Set(entity.inherited);
    for (const field of entity.fields) {
      if (reservedMembers.has(field.name))
        problems.error(
          `${entity.name}.${field.name} (${sourceOf(entity, field)}): every entity has a member of this name; ${fixOf(entity, field)}`,
        );
      const other = seen.get(field.name);
      seen.set(field.name, field);
      if (other !== undefined)
        problems.error(
          `${entity.name}.${field.name} is the name of two members: ${inherited.has(other) ? `one of ${entity.subtypeOf!.base}, which it extends,` : sourceOf(entity, other)} and ${sourceOf(entity, field)}; ${fixOf(entity, field)}`,
        );
      if ("column" in field && Buffer.byteLength(field.column.name) > 63)
        problems.error(
          `${shown(entity.table)}.${field.column.name}: the name is longer than 63 bytes.`,
        );
    }
  }
}

function sourceOf(entity: EntityModel, field: FieldModel): string {
  switch (field.kind) {
    case "poly":
      return `polymorphic reference of ${field.components.map((each) => each.field).join(" and ")}`;
    case "m2m":
    case "m2mEnum":
      return `join table ${field.joinTable.tableName}, column ${field.joinTable.otherColumn}`;
    case "o2m":
    case "o2o":
      return `other end of ${field.other}.${field.otherField}`;
    case "recursive":
      return `all that ${field.along} leads to`;
    case "primitive":
    case "enum":
    case "m2o":
      return `column ${shown(entity.table)}.${field.column.name}`;
  }
}

function fixOf(entity: EntityModel, field: FieldModel): string {
  switch (field.kind) {
    case "primitive":
    case "enum":
      return configLine(entity.name, "fields", `column:${field.column.name}`, "name");
    case "m2o":
      return configLine(entity.name, "relations", `column:${field.column.name}`, "name");
    case "poly":
      return configLine(entity.name, "relations", field.name, "name");
    case "m2m":
    case "m2mEnum":
      return configLine(entity.name, "relations", `column:${field.joinTable.otherColumn}`, "name");
    case "o2m":
    case "o2o":
      return configLine(field.other, "relations", field.otherField, "otherName");
    case "recursive":
      return configLine(entity.name, "relations", field.along, "skipRecursiveRelations");
  }
}

/** What gives a member another name, or takes it away. */
function configLine(entity: string, group: string, key: string, setting: string): string {
  const value = setting === "skipRecursiveRelations" ? "true" : '"…"';
  return `in the configuration write entities: { ${entity}: { ${group}: { ${JSON.stringify(key)}: { ${setting}: ${value} } } } }.`;
}
