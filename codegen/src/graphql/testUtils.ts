// `resolvers/testUtils.ts`, written once: how the tests of resolvers get a database and a context. An application makes it its own.
import type { Named } from "../config/readNamed.ts";
import { type ResolverFolders, ResolverPaths } from "./ResolverPaths.ts";

export function testUtils(folders: ResolverFolders, context: Named | undefined): string {
  const paths = new ResolverPaths(folders, "testUtils.ts");
  const type = context?.name ?? "Context";
  const declared =
    context === undefined ? `\nexport interface Context {\n  readonly em: EntityManager;\n}\n` : "";
  const imported =
    context === undefined
      ? ""
      : `import type { ${context.name} } from ${JSON.stringify(paths.module(context.module))};\n`;
  return `// How the tests of resolvers get a database and a context: make it what the application's own tests use.
import {
  makeMakeRunInputMutation,
  makeMakeRunObjectField,
  makeMakeRunObjectFields,
  makeMakeRunQuery,
  type MakeRunInputMutation,
  type MakeRunObjectField,
  type MakeRunObjectFields,
  type MakeRunQuery,
  type RunFn,
} from "kingpost/graphql/tests";
import { PostgresDriver } from "kingpost/pg";
import { Pool } from "pg";
import { beforeAll } from "vitest";
import { domain, EntityManager } from ${JSON.stringify(paths.entity("codegen/domain"))};
${imported}${declared}
const url = process.env["DATABASE_URL"] ?? "";
const pool = new Pool({ connectionString: url, allowExitOnIdle: true });
const driver = new PostgresDriver(pool);

beforeAll(async () => {
  // What is there goes: of a database for anything else that would be a pity.
  if (!/test/u.test(url)) throw new Error("DATABASE_URL is to name a database for tests, with test in its name.");
  const tables = new Set(domain.metadata.map(({ table }) => table));
  await pool.query(\`TRUNCATE \${[...tables].join(", ")} CASCADE\`);
});

/** A context with a unit of work of its own. */
export async function newTestContext(): Promise<${type}> {
  const context = {} as { em: EntityManager };
  context.em = new EntityManager(context as ${type}, driver);
  return context as ${type};
}

/** Writes what a test has made, and calls a resolver with a context of its own. */
const run: RunFn<${type}> = async (ctx, fn) => {
  await ctx.em.flush();
  return fn(await newTestContext());
};

export const makeRunQuery: MakeRunQuery<${type}> = makeMakeRunQuery(run);
export const makeRunInputMutation: MakeRunInputMutation<${type}> = makeMakeRunInputMutation(run);
export const makeRunObjectField: MakeRunObjectField<${type}> = makeMakeRunObjectField(run);
export const makeRunObjectFields: MakeRunObjectFields<${type}> = makeMakeRunObjectFields(run);

/** The id of what a resolver answered with: an entity, or its id. */
export function idOf(found: string | number | bigint | { readonly idTagged: string } | null | undefined): unknown {
  return typeof found === "object" && found !== null ? found.idTagged : found;
}
`;
}
