// `resolvers/types.ts`: what each resolver of the schema is given and what it answers with. Made from the whole schema, what people
// wrote in it included, so that a field without a resolver, or with a wrong one, does not compile.
import {
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from "graphql";
import type { Named } from "../config/readNamed.ts";
import { Imports } from "../emit/Imports.ts";
import { printKey } from "../emit/printValue.ts";
import { compareText } from "../model/compareText.ts";
import { convertedIn } from "./convertedIn.ts";
import { type ResolverFolders, ResolverPaths } from "./ResolverPaths.ts";
import type { Shown } from "./Shown.ts";
import { TypePrinter } from "./TypePrinter.ts";

export interface ResolverTypesInput {
  readonly schema: GraphQLSchema;
  readonly shown: Shown;
  readonly folders: ResolverFolders;
  /** The application's context. */
  readonly context: Named | undefined;
}

/** Names that the file declares beside those of the schema's types. */
const own = ["Field", "Resolver", "Resolvers", "SubscriptionField"];

export function resolverTypes(input: ResolverTypesInput): string {
  const { schema, shown, folders, context } = input;
  const path = "types.ts";
  const types = typesOf(schema);
  const paths = new ResolverPaths(folders, path);
  const declared = [...own, ...types.flatMap((type) => declaredBy(type, shown))];
  const imports = new Imports(path, folders.extension, declared, [
    "EntityOrId",
    "GraphQLResolveInfo",
    "Json",
    "OptsOf",
  ]);
  const printer = new TypePrinter(shown, imports, paths);
  const info = imports.library("graphql", "GraphQLResolveInfo", "type");
  const contextType =
    context === undefined
      ? imports.library("kingpost/graphql", "ResolverContext", "type")
      : imports.module(paths.module(context.module), context.name, "type");
  const declarations = types.flatMap((type) => declarationsOf(type, schema, shown, printer));
  return `${imports.print()}

/** Resolves a field of \`P\` with the arguments \`A\` to an \`R\`. */
export type Resolver<P, A, R> = (
  parent: P,
  args: A,
  ctx: ${contextType},
  info: ${info},
) => R | PromiseLike<R>;

/** What stands at a field of an answer: its value, or a function that is called when a query selects it. */
export type Field<R> = R | PromiseLike<R> | (() => R | PromiseLike<R>);

/** Where the events of a subscription come from, and what is made of each. */
export interface SubscriptionField<A, R> {
  readonly subscribe: Resolver<unknown, A, AsyncIterable<unknown>>;
  // What an event is, only its source knows.
  readonly resolve?: Resolver<never, A, R>;
}

${declarations.join("\n\n")}

${resolversOf(types, schema, shown)}
`;
}

function typesOf(schema: GraphQLSchema): ReadonlyArray<GraphQLNamedType> {
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith("__"))
    .toSorted((a, b) => compareText(a.name, b.name));
}

function isRoot(type: GraphQLNamedType, schema: GraphQLSchema): boolean {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(
    type as GraphQLObjectType,
  );
}

/** Whether objects of a type are values of the application's: an entity's or an enum's row are not declared here. */
function isOwnShape({ name }: GraphQLNamedType, { entities, model }: Shown): boolean {
  if (entities.has(name) || entities.has(name.replace(/^Plain/u, ""))) return false;
  return !model.enums.some((each) => `${each.name}Detail` === name);
}

function declaredBy(type: GraphQLNamedType, shown: Shown): ReadonlyArray<string> {
  const { name } = type;
  if (isObjectType(type) || isInterfaceType(type)) {
    const args = Object.values(type.getFields()).map((field) => argsName(type, field));
    return [`${name}Resolvers`, ...args, ...(isOwnShape(type, shown) ? [name] : [])];
  }
  if (isEnumType(type)) return shown.enums.has(name) ? [] : [name];
  return isInputObjectType(type) ? [name] : [];
}

function declarationsOf(
  type: GraphQLNamedType,
  schema: GraphQLSchema,
  shown: Shown,
  printer: TypePrinter,
): ReadonlyArray<string> {
  if (isInputObjectType(type)) return [inputType(type, shown, printer)];
  if (isEnumType(type))
    return shown.enums.has(type.name)
      ? []
      : [
          `export type ${type.name} = ${type
            .getValues()
            .map(({ name }) => JSON.stringify(name))
            .join(" | ")};`,
        ];
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const args = Object.values(type.getFields()).flatMap((field) => argsType(type, field, printer));
  if (isRoot(type, schema)) return [...args, rootResolvers(type, schema, printer)];
  if (!isOwnShape(type, shown))
    return printer.entity(type.name) === undefined ? [] : [...args, entityResolvers(type, printer)];
  return isInterfaceType(type)
    ? [shapeOf(type, printer)]
    : [...args, shapeOf(type, printer), shapeResolvers(type, printer)];
}

function inputType(type: GraphQLInputObjectType, shown: Shown, printer: TypePrinter): string {
  const lines = Object.values(type.getFields()).map((field) => {
    const shape = printer.input(field.type);
    const optional = shape.endsWith("undefined") ? "?" : "";
    const entity = convertedIn(type.name, field.name, shown);
    // What the application's own conversion takes, the entity says.
    const taken =
      entity === undefined ? shape : `${printer.optsOf(entity, field.name)} | null | undefined`;
    return `readonly ${printKey(field.name)}${optional}: ${taken};`;
  });
  return `export interface ${type.name} {\n${lines.join("\n")}\n}`;
}

type Composite = GraphQLObjectType | GraphQLInterfaceType;

function argsName({ name }: Composite, field: GraphQLField<unknown, unknown>): string {
  return `${name}${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}Args`;
}

function argsOf(type: Composite, field: GraphQLField<unknown, unknown>): string {
  return field.args.length === 0 ? "object" : argsName(type, field);
}

function argsType(
  type: Composite,
  field: GraphQLField<unknown, unknown>,
  printer: TypePrinter,
): ReadonlyArray<string> {
  if (field.args.length === 0) return [];
  const lines = field.args.map((arg) => {
    const shape = printer.input(arg.type);
    const optional = shape.endsWith("undefined") ? "?" : "";
    return `readonly ${printKey(arg.name)}${optional}: ${shape};`;
  });
  return [`export interface ${argsName(type, field)} {\n${lines.join("\n")}\n}`];
}

function rootResolvers(
  type: GraphQLObjectType | GraphQLInterfaceType,
  schema: GraphQLSchema,
  printer: TypePrinter,
): string {
  const isSubscription = type === schema.getSubscriptionType();
  const lines = Object.values(type.getFields()).map((field) => {
    const [args, answer] = [argsOf(type, field), printer.output(field.type)];
    return `readonly ${field.name}: ${isSubscription ? `SubscriptionField<${args}, ${answer}>` : `Resolver<unknown, ${args}, ${answer}>`};`;
  });
  return `export interface ${type.name}Resolvers {\n${lines.join("\n")}\n}`;
}

/** An entity has a member for each field, or somebody writes a resolver for it. */
function entityResolvers(type: Composite, printer: TypePrinter): string {
  const parent = printer.parent(type);
  const lines = Object.values(type.getFields()).map(
    (field) =>
      `readonly ${field.name}: Resolver<${parent}, ${argsOf(type, field)}, ${printer.output(field.type)}>;`,
  );
  return `export interface ${type.name}Resolvers {\n${lines.join("\n")}\n}`;
}

/** What a resolver answers with for a type that is no entity. */
function shapeOf(type: Composite, printer: TypePrinter): string {
  const lines = Object.values(type.getFields()).map((field) => {
    const shape = printer.output(field.type);
    const optional = shape.endsWith("undefined") ? "?" : "";
    return `readonly ${field.name}${optional}: Field<${shape}>${optional === "" ? "" : " | undefined"};`;
  });
  return `export interface ${type.name} {\n${lines.join("\n")}\n}`;
}

/** Its fields are found in the answer, unless somebody writes resolvers for them. */
function shapeResolvers(type: Composite, printer: TypePrinter): string {
  const lines = Object.values(type.getFields()).map(
    (field) =>
      `readonly ${field.name}?: Resolver<${type.name}, ${argsOf(type, field)}, ${printer.output(field.type)}>;`,
  );
  return `export interface ${type.name}Resolvers {\n${lines.join("\n")}\n}`;
}

function resolversOf(
  types: ReadonlyArray<GraphQLNamedType>,
  schema: GraphQLSchema,
  shown: Shown,
): string {
  const lines = types.flatMap((type): string[] => {
    const { name } = type;
    if (isUnionType(type) || isInterfaceType(type))
      return [`readonly ${name}?: { readonly __resolveType?: unknown };`];
    if (isEnumType(type)) return [`readonly ${name}?: object;`];
    if (!isObjectType(type)) return [];
    const isDetail = shown.model.enums.some((each) => `${each.name}Detail` === name);
    if (isDetail) return [];
    const isNeeded = isRoot(type, schema) || !isOwnShape(type, shown);
    return [`readonly ${name}${isNeeded ? "" : "?"}: ${name}Resolvers;`];
  });
  return `/** All resolvers of the schema. */\nexport interface Resolvers {\n${lines.join("\n")}\n}`;
}
