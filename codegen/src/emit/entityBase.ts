// The generated base of an entity: its types, its config, and a class of getters. Only what differs from entity to entity is
// here; what all have in common is inherited.
import type {
  ColumnFieldModel,
  DomainModel,
  EntityModel,
  EnumModel,
  FieldModel,
  PrimitiveModel,
} from "../model/DomainModel.ts";
import { configNameOf } from "./configNameOf.ts";
import { contextOf } from "./contextOf.ts";
import { docOf } from "./docOf.ts";
import type { EmitSettings } from "./EmitSettings.ts";
import { enumMembers } from "./enumMembers.ts";
import { Imports } from "./Imports.ts";

const library = [
  "BaseEntity",
  "Collection",
  "CollectionFilter",
  "ConfigApi",
  "EntityFilter",
  "EntityTypes",
  "field",
  "Flavor",
  "Json",
  "ManyToOneReference",
  "newRequiredRule",
  "NotLoaded",
  "OneToOneReference",
  "OrderBy",
  "relation",
  "setField",
  "ValueFilter",
];

/** The names of an entity's types, and how a type of another file is called in this one. */
interface Scope {
  readonly entity: EntityModel;
  readonly enums: ReadonlyMap<string, EnumModel>;
  readonly imports: Imports;
  /** The entity's own class. */
  readonly self: string;
}

export function entityBase(
  entity: EntityModel,
  model: DomainModel,
  settings: EmitSettings,
): string {
  const { name, tag, comment, fields } = entity;
  const declared = [
    "Codegen",
    "Fields",
    "Filter",
    "FactoryExtras",
    "Id",
    "Opts",
    "Order",
    "Types",
  ].map((ending) => name + ending);
  const config = configNameOf(name);
  const path = `codegen/${name}Codegen.ts`;
  const imports = new Imports(path, settings.extension, [...declared, config], library);
  const kingpost = (each: string, kind: "type" | "value"): string =>
    imports.library("kingpost", each, kind);
  const configApi = kingpost("ConfigApi", "value");
  const base = kingpost("BaseEntity", "value");
  const self = imports.file(name, name, "type");
  const context = contextOf(settings, imports);
  const em = imports.file("codegen/domain", "EntityManager", "type");
  const enums = new Map(model.enums.map((each) => [each.name, each]));
  const scope: Scope = { entity, enums, imports, self };
  const configType = `${configApi}<${self}, ${context}>`;
  const body = `
export type ${name}Id = ${kingpost("Flavor", "type")}<${idTypeOf(model)}, ${JSON.stringify(name)}>;

export interface ${name}Fields {
  id: { kind: "primitive"; type: ${name}Id; unique: true; nullable: never };
  ${fields.map((field) => `${field.name}: ${fieldType(field, scope)};`).join("\n")}
}

export interface ${name}Opts {
  ${lines([idOpt(entity), ...fields.map((field) => opt(field, scope))])}
}

export interface ${name}Filter {
  id?: ${kingpost("ValueFilter", "type")}<${name}Id, never> | undefined;
  ${fields.map((field) => `${field.name}?: ${filterType(field, scope)} | undefined;`).join("\n")}
}

export interface ${name}Order {
  id?: ${kingpost("OrderBy", "type")} | undefined;
  ${lines(fields.map((field) => order(field, scope)))}
}

/** What its factory accepts beside the entity's own options; widened by declaration merging. */
export interface ${name}FactoryExtras {}

export interface ${name}Types extends ${kingpost("EntityTypes", "type")} {
  id: ${name}Id;
  fields: ${name}Fields;
  opts: ${name}Opts;
  filter: ${name}Filter;
  order: ${name}Order;
  factoryExtras: ${name}FactoryExtras;
}

export const ${config}: ${configType} = new ${configType}(${JSON.stringify(name)});
${rules(fields, config, imports)}

${docOf(comment)}export abstract class ${name}Codegen extends ${base}<${em}, ${name}Id> {
  static readonly tagName: string = ${JSON.stringify(tag)};
  static readonly config: ${configType} = ${config};
  declare readonly __types: ${name}Types;

  ${fields.map((field) => accessors(field, scope)).join("\n\n")}
}
`;
  return `${imports}\n${body}`;
}

function lines(each: ReadonlyArray<string>): string {
  return each.filter((line) => line !== "").join("\n");
}

function idTypeOf({ settings }: DomainModel): string {
  const { idType } = settings;
  return idType === "number" || idType === "bigint" ? idType : "string";
}

function idOpt({ name, id }: EntityModel): string {
  return id.generator === "application" ? `id: ${name}Id;` : `id?: ${name}Id | null | undefined;`;
}

/** What users may set; timestamps, the version and generated columns are kept by us or by the database. */
export function isSettable(field: FieldModel): boolean {
  if (!("column" in field)) return true;
  if (field.column.generated !== undefined) return false;
  return field.kind !== "primitive" || field.role === undefined || field.role === "deletedAt";
}

function fieldType(field: FieldModel, scope: Scope): string {
  switch (field.kind) {
    case "primitive":
      return `{ kind: "primitive"; type: ${tsType(field, scope)}; unique: ${field.unique}; nullable: ${nullable(field)}; derived: ${!isSettable(field)} }`;
    case "enum":
      return `{ kind: "enum"; type: ${enumType(field.enum, scope)}; nullable: ${nullable(field)} }`;
    case "m2o":
      return `{ kind: "m2o"; type: ${entityType(field.other, scope)}; nullable: ${nullable(field)}; derived: false }`;
    case "o2m":
    case "o2o":
    case "m2m":
      return `{ kind: ${JSON.stringify(field.kind)}; type: ${entityType(field.other, scope)} }`;
  }
}

function opt(field: FieldModel, scope: Scope): string {
  if (!isSettable(field)) return "";
  const key = field.name;
  switch (field.kind) {
    case "o2m":
    case "m2m":
      return `${key}?: ReadonlyArray<${entityType(field.other, scope)}> | undefined;`;
    case "o2o":
      return `${key}?: ${entityType(field.other, scope)} | null | undefined;`;
    case "primitive":
    case "enum":
    case "m2o": {
      const type =
        field.kind === "m2o"
          ? `${entityType(field.other, scope)} | ${codegenType(field.other, "Id", scope)}`
          : columnType(field, scope);
      if (!field.notNull) return `${key}?: ${type} | null | undefined;`;
      const isOptional = field.default !== undefined || field.hasDefaultInCode;
      return isOptional ? `${key}?: ${type} | undefined;` : `${key}: ${type};`;
    }
  }
}

function filterType(field: FieldModel, scope: Scope): string {
  const { imports } = scope;
  switch (field.kind) {
    case "primitive":
    case "enum":
      return `${imports.library("kingpost", "ValueFilter", "type")}<${columnType(field, scope)}, ${field.notNull ? "never" : "null"}>`;
    case "m2o":
      return `${imports.library("kingpost", "EntityFilter", "type")}<${entityType(field.other, scope)}, ${field.notNull ? "never" : "null"}>`;
    case "o2o":
      return `${imports.library("kingpost", "EntityFilter", "type")}<${entityType(field.other, scope)}, null>`;
    case "o2m":
    case "m2m":
      return `${imports.library("kingpost", "CollectionFilter", "type")}<${entityType(field.other, scope)}>`;
  }
}

/** An order by a collection would have no meaning. */
function order(field: FieldModel, scope: Scope): string {
  const key = field.name;
  switch (field.kind) {
    case "primitive":
    case "enum":
      return `${key}?: ${scope.imports.library("kingpost", "OrderBy", "type")} | undefined;`;
    case "m2o":
      return `${key}?: ${codegenType(field.other, "Order", scope)} | undefined;`;
    case "o2m":
    case "o2o":
    case "m2m":
      return "";
  }
}

/** One for every column that must have a value and that nobody fills but the user. */
function rules(fields: ReadonlyArray<FieldModel>, config: string, imports: Imports): string {
  return fields
    .filter(
      (field) =>
        "column" in field && field.notNull && isSettable(field) && field.default !== "expression",
    )
    .map(({ name }) => {
      const rule = imports.library("kingpost", "newRequiredRule", "value");
      return `${config}.addRule(${rule}(${JSON.stringify(name)}));`;
    })
    .join("\n");
}

function accessors(field: FieldModel, scope: Scope): string {
  switch (field.kind) {
    case "primitive":
      return property(field, scope);
    case "enum":
      return [
        property(field, scope),
        ...enumMembers(field, scope.entity, scope.enums, scope.imports),
      ].join("\n\n");
    case "m2o":
    case "o2m":
    case "o2o":
    case "m2m":
      return relationGetter(field, scope);
  }
}

function property(field: Exclude<ColumnFieldModel, { kind: "m2o" }>, scope: Scope): string {
  const { imports } = scope;
  const type = columnType(field, scope) + (field.notNull ? "" : " | undefined");
  const [key, name] = [field.name, JSON.stringify(field.name)];
  const read = imports.library("kingpost", "field", "value");
  const getter = `${docOf(field.comment)}get ${key}(): ${type} { return ${read}(this, ${name}); }`;
  if (!isSettable(field)) return getter;
  const write = imports.library("kingpost", "setField", "value");
  return `${getter}\n\nset ${key}(value: ${type}) { ${write}(this, ${name}, value); }`;
}

type RelationModel = Exclude<FieldModel, { kind: "primitive" } | { kind: "enum" }>;

function relationGetter(field: RelationModel, scope: Scope): string {
  const { imports } = scope;
  const notLoaded = imports.library("kingpost", "NotLoaded", "type");
  const relation = imports.library("kingpost", "relation", "value");
  const [key, name] = [field.name, JSON.stringify(field.name)];
  const doc = "comment" in field ? docOf(field.comment) : "";
  const type = `${notLoaded}<${name}, "add it to populate", ${relationType(field, scope)}>`;
  return `${doc}get ${key}(): ${type} { return ${relation}(this, ${name}); }`;
}

function relationType(field: RelationModel, scope: Scope): string {
  const ends = `${scope.self}, ${entityType(field.other, scope)}`;
  const kingpost = (name: string): string => scope.imports.library("kingpost", name, "type");
  switch (field.kind) {
    case "m2o":
      return `${kingpost("ManyToOneReference")}<${ends}, ${nullable(field)}>`;
    case "o2o":
      return `${kingpost("OneToOneReference")}<${ends}>`;
    case "o2m":
    case "m2m":
      return `${kingpost("Collection")}<${ends}>`;
  }
}

function nullable(field: ColumnFieldModel): string {
  return field.notNull ? "never" : "undefined";
}

function columnType(field: Exclude<ColumnFieldModel, { kind: "m2o" }>, scope: Scope): string {
  return field.kind === "enum" ? enumType(field.enum, scope) : tsType(field, scope);
}

function tsType({ type }: PrimitiveModel, { imports }: Scope): string {
  const name =
    type.from === "kingpost"
      ? imports.library("kingpost", type.name, "type")
      : type.from === "enum"
        ? imports.file(`enums/${type.name}`, type.name, "type")
        : type.name;
  return name + "[]".repeat(type.dimensions);
}

function enumType(name: string, { imports }: Scope): string {
  return imports.file(`enums/${name}`, name, "type");
}

function entityType(name: string, { imports, entity, self }: Scope): string {
  return name === entity.name ? self : imports.file(name, name, "type");
}

/** A type of another entity's generated file, or of this one. */
function codegenType(name: string, ending: "Id" | "Order", { imports, entity }: Scope): string {
  const type = name + ending;
  return name === entity.name ? type : imports.file(`codegen/${name}Codegen`, type, "type");
}
