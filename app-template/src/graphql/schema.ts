// Puts the schema together: the .graphql files of the folder beside, and the resolvers. Made anew for each server, since the
// resolvers become part of it.
import { readdirSync, readFileSync } from "node:fs";
import { buildSchema, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from "graphql";
import { AppError } from "../AppError.ts";
import type { Context } from "../context.ts";
import { resolvers } from "./resolvers/resolvers.ts";

export function newSchema(): GraphQLSchema {
  const schema = buildSchema(readSdl());
  for (const [typeName, fields] of Object.entries(resolvers))
    addResolvers(schema, typeName, fields);
  return schema;
}

/** The paths of the .graphql files. */
export function schemaFiles(): ReadonlyArray<string> {
  const dir = `${import.meta.dirname}/schema`;
  const names = readdirSync(dir).filter((name) => name.endsWith(".graphql"));
  return names.map((name) => `${dir}/${name}`);
}

function readSdl(): string {
  return schemaFiles()
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

/** An entity may have more members than the schema shows; a query or mutation that the schema does not know is a mistake. */
function addResolvers(schema: GraphQLSchema, typeName: string, resolversByField: object): void {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new AppError("SCHEMA", `The schema has no type ${typeName}.`);
  const fields = type.getFields();
  const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
  for (const [name, resolve] of Object.entries(resolversByField)) {
    const field = fields[name];
    if (field !== undefined) field.resolve = resolve as GraphQLFieldResolver<unknown, Context>;
    else if (isRoot) throw new AppError("SCHEMA", `The schema has no field ${typeName}.${name}.`);
  }
}
