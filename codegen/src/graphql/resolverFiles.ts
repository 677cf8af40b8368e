import type { EntityModel } from "../model/DomainModel.ts";
// The resolvers of an entity and their test, each written once. What they do is in the library: they are where an application adds
// what is its own.
import { isSaved } from "./inputDefinitions.ts";
import { type ResolverFolders, ResolverPaths } from "./ResolverPaths.ts";
import type { Shown } from "./Shown.ts";

export interface ResolverFile {
  /** Below the folder of resolvers. */
  readonly path: string;
  readonly contents: string;
  /** It is made only for a field that the schema has: `["Query", "authors"]`. */
  readonly field: readonly [type: string, name: string] | undefined;
}

export function resolverFiles(
  entity: EntityModel,
  shown: Shown,
  folders: ResolverFolders,
): ReadonlyArray<ResolverFile> {
  const { name } = entity;
  const { one, many, byId } = shown.names(entity);
  const { paginationStyle, deleteMutations } = shown.settings;
  const paginate = paginationStyle === "cursor" ? "paginateCursor" : "paginateLimit";
  const root = (
    type: "Query" | "Mutation",
    field: string,
    functionName: string,
    body: string,
  ): ResolverFile => {
    const path = `${one}/${field}${type}.ts`;
    const paths = new ResolverPaths(folders, path);
    const contents = `import { ${functionName} } from "kingpost/graphql";
import { ${name} } from ${JSON.stringify(paths.entity(name))};
import type { ${type}Resolvers } from ${JSON.stringify(paths.resolver("types"))};

export const ${field}${type}: Pick<${type}Resolvers, ${JSON.stringify(field)}> = {
  ${field}: ${body},
};
`;
    return { path, contents, field: [type, field] };
  };
  return [
    root(
      "Query",
      byId,
      "loadWithInfo",
      `(_, { id }, ctx, info) => loadWithInfo(ctx, ${name}, id, info)`,
    ),
    root("Query", many, paginate, `(_, args, ctx, info) => ${paginate}(ctx, ${name}, args, info)`),
    ...(isSaved(entity)
      ? [
          root(
            "Mutation",
            `save${name}`,
            "saveEntity",
            `async (_, { input }, ctx) => ({ ${one}: await saveEntity(ctx, ${name}, input) })`,
          ),
        ]
      : []),
    ...(deleteMutations && entity.view === undefined
      ? [
          root(
            "Mutation",
            `delete${name}`,
            "deleteEntity",
            `async (_, { input }, ctx) => ({ id: (await deleteEntity(ctx, ${name}, input.id)).idTagged })`,
          ),
        ]
      : []),
    ...objectFiles(entity, shown, folders),
  ];
}

/** Interfaces have no resolvers: those of the types that implement them are asked. */
function objectFiles(
  entity: EntityModel,
  shown: Shown,
  folders: ResolverFolders,
): ReadonlyArray<ResolverFile> {
  const { name } = entity;
  const isExtended = shown.subtypesOf(entity).length > 0;
  if (isExtended && entity.isAbstract) return [];
  const { one } = shown.names(entity);
  const path = `objects/${one}/${one}Resolvers.ts`;
  const paths = new ResolverPaths(folders, path);
  const type = `${isExtended ? "Plain" : ""}${name}Resolvers`;
  const contents = `import { entityResolver } from "kingpost/graphql";
import { ${name} } from ${JSON.stringify(paths.entity(name))};
import type { ${type} } from ${JSON.stringify(paths.resolver("types"))};

export const ${one}Resolvers: ${type} = { ...entityResolver(${name}) };
`;
  return [{ path, contents, field: undefined }];
}
