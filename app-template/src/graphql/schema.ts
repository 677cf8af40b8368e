// Puts the schema together: the .graphql files of the folder beside, and the resolvers. Made anew for each server, since the
// resolvers become part of it.
import { readdirSync, readFileSync } from "node:fs";
import { buildSchema, type GraphQLSchema } from "graphql";
import { addResolvers, scalars } from "kingpost/graphql";
import { allResolvers } from "./resolvers/allResolvers.ts";

export function newSchema(): GraphQLSchema {
  return addResolvers(buildSchema(readSdl()), { ...scalars, ...allResolvers });
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
