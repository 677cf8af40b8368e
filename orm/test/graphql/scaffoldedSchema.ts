// The GraphQL schema that codegen makes of the test domain, with resolvers of the library alone, and a way to ask it.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  buildSchema,
  getNamedType,
  graphql,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isInputObjectType,
} from "graphql";
import type { EntityConstructor, EntityMeta } from "kingpost";
import type { DbSchema } from "kingpost/catalog";
import {
  addResolvers,
  deleteEntity,
  entityResolver,
  loadWithInfo,
  paginateCursor,
  paginateLimit,
  type ResolverContext,
  saveEntity,
  scalars,
  toGraphQLError,
} from "kingpost/graphql";
import type { GraphqlConfig } from "../../../codegen/src/config/Config.ts";
import { toSettings } from "../../../codegen/src/config/toSettings.ts";
import { generate } from "../../../codegen/src/write/generate.ts";
import { domain, type EntityManager } from "../schema/entities/codegen/domain.ts";
import config from "../schema/kingpost.config.ts";

const folder = resolve(import.meta.dirname, "../schema");

/** The texts of the files that codegen makes on the GraphQL side. */
export async function scaffold(
  graphqlConfig: GraphqlConfig = {},
  paginationStyle: "cursor" | "limit" = "cursor",
): Promise<ReadonlyMap<string, string>> {
  const db = JSON.parse(await readFile(`${folder}/kingpost.schema.json`, "utf8")) as DbSchema;
  const settings = toSettings({ ...config, graphql: graphqlConfig, paginationStyle });
  const { changes } = await generate(db, settings, folder);
  return new Map(
    changes.flatMap((change) => (change.kind === "created" ? [[change.path, change.after]] : [])),
  );
}

export async function scaffoldedSdl(
  graphqlConfig?: GraphqlConfig,
  paginationStyle?: "cursor" | "limit",
): Promise<string> {
  const files = await scaffold(graphqlConfig, paginationStyle);
  return [...files].flatMap(([path, text]) => (path.endsWith(".graphql") ? [text] : [])).join("\n");
}

type Resolve = GraphQLFieldResolver<unknown, ResolverContext, never>;

/** @param own resolvers beside, or in the place of, those of the library */
export function newSchema(sdl: string, own: Readonly<Record<string, object>> = {}): GraphQLSchema {
  const schema = buildSchema(sdl);
  const objects = domain.metadata.flatMap((meta): Array<[string, object]> => {
    const resolvers = entityResolver(meta);
    return [meta.type, `Plain${meta.type}`].flatMap((name) =>
      schema.getType(name) === undefined ? [] : [[name, resolvers]],
    );
  });
  const query = schema.getQueryType()!;
  const mutation = schema.getMutationType();
  return addResolvers(schema, {
    ...scalars,
    Mood: { happy: "happy", so_so: "so_so", sad: "sad" },
    ...Object.fromEntries(objects),
    Query: { ...fieldsOf(query, queryOf), ...own["Query"] },
    ...(mutation == null ? {} : { Mutation: fieldsOf(mutation, mutationOf) }),
    ...Object.fromEntries(Object.entries(own).filter(([name]) => name !== "Query")),
  });
}

type Field = ReturnType<
  NonNullable<ReturnType<GraphQLSchema["getQueryType"]>>["getFields"]
>[string];

function fieldsOf(
  type: NonNullable<ReturnType<GraphQLSchema["getQueryType"]>>,
  resolverOf: (field: Field) => Resolve | undefined,
): object {
  return Object.fromEntries(
    Object.values(type.getFields()).map((field) => [field.name, resolverOf(field)]),
  );
}

function queryOf(field: Field): Resolve | undefined {
  const type = getNamedType(field.type).name;
  if (field.args.some(({ name }) => name === "id")) {
    const meta = domain.getMetadataForType(type);
    return (_, { id }: { id: never }, ctx, info) => loadWithInfo(ctx, meta.cstr, id, info);
  }
  const filter = getNamedType(field.args[0]!.type);
  const meta = domain.getMetadataForType(filter.name.replace(/Filter$/, ""));
  const paginate = type.endsWith("Page") ? paginateLimit : paginateCursor;
  return (_, args: object, ctx, info: GraphQLResolveInfo) => paginate(ctx, meta.cstr, args, info);
}

function mutationOf(field: Field): Resolve | undefined {
  const input = getNamedType(field.args[0]!.type);
  const [, verb, type = ""] = /^(Save|Delete)(.+)Input$/.exec(input.name) ?? [];
  if (!isInputObjectType(input) || verb === undefined) return undefined;
  const meta: EntityMeta = domain.getMetadataForType(type);
  const [key = ""] = Object.keys((getNamedType(field.type) as unknown as typeof input).getFields());
  if (verb === "Delete")
    return async (_, { input: { id } }: { input: { id: never } }, ctx) => ({
      id: (await deleteEntity(ctx, meta.cstr, id)).idTagged,
    });
  return async (_, args: { input: object }, ctx) => ({
    [key]: await saveEntity(ctx, meta.cstr as EntityConstructor, args.input),
  });
}

/** Asks a schema, and gives the answer as a client sees it. */
export async function ask(
  schema: GraphQLSchema,
  em: EntityManager,
  source: string,
  variableValues: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly data?: unknown; readonly errors?: ReadonlyArray<unknown> }> {
  const { data, errors } = await graphql({ schema, source, contextValue: { em }, variableValues });
  const answer = {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined
      ? {}
      : { errors: errors.map((error) => toGraphQLError(error).toJSON()) }),
  };
  return JSON.parse(JSON.stringify(answer)) as typeof answer;
}
