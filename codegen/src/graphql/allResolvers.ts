// `resolvers/allResolvers.ts`: all resolvers that there are, those of people's own queries and types included, by type. They are known
// by the names of their files: `authorsQuery.ts`, `saveAuthorMutation.ts`, `authorResolvers.ts`.
import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from "graphql";
import { compareText } from "../model/compareText.ts";
import { type ResolverFolders, ResolverPaths } from "./ResolverPaths.ts";
import type { Shown } from "./Shown.ts";

export interface AllResolversInput {
  readonly schema: GraphQLSchema;
  readonly shown: Shown;
  readonly folders: ResolverFolders;
  /** The files below the folder of resolvers, those that this run makes included. */
  readonly paths: Iterable<string>;
  readonly hasEnums: boolean;
}

interface Found {
  /** Without its ending. */
  readonly path: string;
  readonly constant: string;
}

export function allResolvers({
  schema,
  shown,
  folders,
  paths,
  hasEnums,
}: AllResolversInput): string {
  const from = new ResolverPaths(folders, "allResolvers.ts");
  const found = [...new Set(paths)].toSorted(compareText).flatMap((path): Found[] => {
    const constant = /(?:^|\/)([^/.]+)\.ts$/u.exec(path)?.[1];
    return constant === undefined ? [] : [{ path: path.replace(/\.ts$/u, ""), constant }];
  });
  const roots = [
    ["Query", schema.getQueryType()],
    ["Mutation", schema.getMutationType()],
    ["Subscription", schema.getSubscriptionType()],
  ] as const;
  const used: Found[] = [];
  const lines: string[] = [];
  for (const [ending, type] of roots) {
    const of = found.filter(({ constant }) => isOfRoot(constant, ending, type));
    if (of.length === 0 || type === null || type === undefined) continue;
    used.push(...of);
    lines.push(`${type.name}: { ${of.map(({ constant }) => `...${constant}`).join(", ")} },`);
  }
  for (const { name } of objectTypes(schema)) {
    const constant = `${lowerFirst(plainOf(name, shown))}Resolvers`;
    const of = found.find((each) => each.constant === constant);
    if (of === undefined) continue;
    used.push(of);
    lines.push(`${name}: ${constant},`);
  }
  const imports = used.map(
    ({ path, constant }) => `import { ${constant} } from ${JSON.stringify(from.resolver(path))};`,
  );
  const enums = hasEnums
    ? `import { enumResolvers } from ${JSON.stringify(from.resolver("enumResolvers"))};`
    : "";
  return `${[...new Set([...imports, enums])].filter((line) => line !== "").join("\n")}
import type { Resolvers } from ${JSON.stringify(from.resolver("types"))};

export const allResolvers: Resolvers = {
${hasEnums ? "...enumResolvers,\n" : ""}${lines.join("\n")}
};
`;
}

/** A file of a query or mutation that the schema has: `authorsQuery` is that of `authors`. */
function isOfRoot(
  constant: string,
  ending: string,
  type: GraphQLObjectType | null | undefined,
): boolean {
  if (!constant.endsWith(ending) || type === null || type === undefined) return false;
  return Object.hasOwn(type.getFields(), constant.slice(0, -ending.length));
}

function objectTypes(schema: GraphQLSchema): ReadonlyArray<{ readonly name: string }> {
  const roots = new Set<unknown>([
    schema.getQueryType(),
    schema.getMutationType(),
    schema.getSubscriptionType(),
  ]);
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith("__") && !roots.has(type))
    .toSorted((a, b) => compareText(a.name, b.name));
}

/** Entities of exactly a type that others extend have its resolvers. */
function plainOf(name: string, { entities }: Shown): string {
  const plain = /^Plain(.+)$/u.exec(name)?.[1];
  return plain !== undefined && entities.has(plain) ? plain : name;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
