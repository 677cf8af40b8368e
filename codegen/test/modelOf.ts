import { checkConfig } from "../src/config/checkConfig.ts";
// The model of a short schema, and its members in a form that reads well in an assertion.
import type { Config } from "../src/config/Config.ts";
import { toSettings } from "../src/config/toSettings.ts";
import { buildModel } from "../src/model/buildModel.ts";
import type { DomainModel, FieldModel } from "../src/model/DomainModel.ts";
import type { EntitySource } from "../src/source/EntitySource.ts";
import { type ShortTable, schemaOf } from "./schemaOf.ts";

export function modelOf(
  tables: Readonly<Record<string, ShortTable>>,
  config: Config = {},
  sources: Readonly<Record<string, EntitySource>> = {},
): DomainModel {
  const settings = toSettings(checkConfig(config));
  return buildModel({ db: schemaOf(tables), settings, tags: {}, sources });
}

/** `{ Author: { name: "primitive", books: "o2m Book.author" } }`. */
export function membersOf(
  model: DomainModel,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return Object.fromEntries(
    model.entities.map(({ name, fields }) => [
      name,
      Object.fromEntries(fields.map((field) => [field.name, memberOf(field)])),
    ]),
  );
}

function memberOf(field: FieldModel): string {
  if (field.kind === "primitive") return "primitive";
  if (field.kind === "enum") return `enum ${field.enum}`;
  if (field.kind === "m2mEnum") return `m2mEnum ${field.enum}`;
  if (field.kind === "poly") return `poly ${field.components.map((each) => each.field).join(" ")}`;
  return `${field.kind} ${field.other}.${field.otherField}`;
}
