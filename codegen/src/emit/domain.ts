// The one generated file that imports all entity classes.
import type { DomainModel, EntityModel } from "../model/DomainModel.ts";
import { contextOf } from "./contextOf.ts";
import type { EmitSettings } from "./EmitSettings.ts";
import { Imports } from "./Imports.ts";

const library = ["createDomain", "Domain", "Driver", "EntityManagerOpts"];

export function domain(
  { entities, enums, nativeEnums }: DomainModel,
  settings: EmitSettings,
): string {
  const declared = ["domain", "Entity", "EntityManager"];
  const imports = new Imports("codegen/domain.ts", settings.extension, declared, library);
  const create = imports.library("kingpost", "createDomain", "value");
  const domainType = imports.library("kingpost", "Domain", "type");
  const driver = imports.library("kingpost", "Driver", "type");
  const opts = imports.library("kingpost", "EntityManagerOpts", "type");
  const manager = imports.library("kingpost", "EntityManager", "value");
  const schema = imports.file("codegen/schema", "schema", "value");
  const context = contextOf(settings, imports);
  const classes = entities.map(({ name, file }) => ({
    name,
    local: imports.file(file, name, "value"),
  }));
  const lookUps = [...enums, ...nativeEnums].map(({ name, lookUp }) => ({
    name,
    local: imports.file(`enums/${name}`, lookUp, "value"),
  }));
  const codecs = conversions(entities, "codec", imports, settings);
  const jsonSchemas = conversions(entities, "jsonSchema", imports, settings);
  return `${imports.print()}

/** An entity of this domain. */
export type Entity = ${classes.map(({ local }) => local).join(" | ") || "never"};

/** The schema, linked with its classes when it is first used. */
export const domain: ${domainType}<${context}> = ${create}<${context}>({
  schema${schema === "schema" ? "" : `: ${schema}`},
  entities: () => (${record(classes)}),
  enums: () => (${record(lookUps)}),
${codecs === "" ? "" : `  codecs: () => (${codecs}),\n`}${jsonSchemas === "" ? "" : `  jsonSchemas: () => (${jsonSchemas}),\n`}});

/** One unit of work on this domain. */
export class EntityManager extends ${manager}<${context}, Entity> {
  constructor(ctx: ${context}, driverOrOptions: ${driver} | ${opts}) {
    super(domain, ctx, driverOrOptions);
  }
}
`;
}

/** What the application gives for fields, by entity and field; nothing when it gives nothing. */
function conversions(
  entities: ReadonlyArray<EntityModel>,
  kind: "codec" | "jsonSchema",
  imports: Imports,
  { specifierOf }: EmitSettings,
): string {
  const members = entities.flatMap(({ name, fields }) => {
    const given = fields.flatMap((field) => {
      const named = field.kind === "primitive" ? field.mapping[kind] : undefined;
      if (named === undefined) return [];
      return [
        { name: field.name, local: imports.module(specifierOf(named.module), named.name, "value") },
      ];
    });
    return given.length === 0 ? [] : [{ name, local: record(given) }];
  });
  return members.length === 0 ? "" : record(members);
}

function record(members: ReadonlyArray<{ readonly name: string; readonly local: string }>): string {
  if (members.length === 0) return "{}";
  return `{ ${members.map(({ name, local }) => (name === local ? name : `${name}: ${local}`)).join(", ")} }`;
}
