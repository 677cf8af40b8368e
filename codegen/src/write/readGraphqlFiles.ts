// What there is of the GraphQL side of a project.
import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import type { Settings } from "../config/toSettings.ts";
import type { GraphqlFiles } from "../plan/Planner.ts";

/** @param directory the folder of the configuration */
export async function readGraphqlFiles(
  { graphql }: Settings,
  directory: string,
): Promise<GraphqlFiles | undefined> {
  if (graphql === undefined) return undefined;
  const root = resolve(directory, graphql.directory);
  const paths = await pathsIn(root);
  const texts = await Promise.all(
    paths.map(async (path) => {
      const text = await readFile(join(root, path), "utf8");
      return [path.split(sep).join("/"), text.replaceAll("\r\n", "\n")] as const;
    }),
  );
  return {
    folder: relative(directory, root).split(sep).join("/"),
    files: new Map(texts),
  };
}

async function pathsIn(root: string): Promise<ReadonlyArray<string>> {
  try {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && /\.(?:graphql|json|ts)$/u.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .toSorted();
  } catch (error) {
    if ((error as { readonly code?: string }).code === "ENOENT") return [];
    throw error;
  }
}
