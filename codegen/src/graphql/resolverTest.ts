// The test of an entity's resolvers, written once: each is called as a server would call it, on a database.
import type { EntityModel } from "../model/DomainModel.ts";
import { isSaved } from "./inputDefinitions.ts";
import type { ResolverFile } from "./resolverFiles.ts";
import { type ResolverFolders, ResolverPaths } from "./ResolverPaths.ts";
import type { Shown } from "./Shown.ts";

interface Case {
  readonly type: "Query" | "Mutation";
  readonly field: string;
  /** What it is expected to do, in words and in code. */
  readonly does: string;
  readonly code: string;
}

/** @param has whether the schema has a field of a root */
export function resolverTest(
  entity: EntityModel,
  shown: Shown,
  folders: ResolverFolders,
  has: (type: string, field: string) => boolean,
): ResolverFile | undefined {
  // Nothing of an abstract type can be made for a test, and nothing of a view.
  const cases = !isSaved(entity)
    ? []
    : casesOf(entity, shown).filter(({ type, field }) => has(type, field));
  if (cases.length === 0) return undefined;
  const { name } = entity;
  const { one } = shown.names(entity);
  const path = `${one}/${one}.test.ts`;
  const paths = new ResolverPaths(folders, path);
  const constants = cases.map(({ type, field }) => `${field}${type}`);
  const makers = new Set(cases.map(({ type }) => makerOf(type)));
  const needsClass = cases.some(({ code }) => code.includes(`load(${name},`));
  const contents = `import { beforeAll, expect, it } from "vitest";
import ${needsClass ? "" : "type "}{ ${name} } from ${JSON.stringify(paths.entity(name))};
import { new${name} } from ${JSON.stringify(paths.factory("index"))};
import { ${[...makers, "idOf", "newTestContext"].join(", ")} } from ${JSON.stringify(paths.resolver("testUtils"))};
${constants.map((each) => `import { ${each} } from ${JSON.stringify(paths.resolver(`${one}/${each}`))};`).join("\n")}

let ${one}: ${name};

beforeAll(async () => {
  const { em } = await newTestContext();
  ${one} = new${name}(em);
  await em.flush();
});

${cases.map((each) => testOf(each)).join("\n\n")}
`;
  return { path, contents, field: undefined };
}

function testOf({ type, field, does, code }: Case): string {
  return `it(${JSON.stringify(`${field} ${does}`)}, async () => {
  const ctx = await newTestContext();
  const run = ${makerOf(type)}(${field}${type});

  ${code}
});`;
}

function makerOf(type: "Query" | "Mutation"): string {
  return type === "Query" ? "makeRunQuery" : "makeRunInputMutation";
}

function casesOf(entity: EntityModel, shown: Shown): ReadonlyArray<Case> {
  const { name } = entity;
  const { one, many, byId } = shown.names(entity);
  const { filters, paginationStyle } = shown.settings;
  const id = `${one}.idTagged`;
  const ids = filters === "operators" ? `{ in: [${id}] }` : `[${id}]`;
  const found = paginationStyle === "cursor" ? "nodes" : "entities";
  return [
    {
      type: "Query",
      field: byId,
      does: "gives the one with the id",
      code: `const found = await run(ctx, { id: ${id} });

  expect(idOf(found)).toBe(${id});`,
    },
    {
      type: "Query",
      field: many,
      does: "gives the ones that match",
      code: `const { ${found} } = await run(ctx, { filter: { id: ${ids} } });

  expect(${found}.map(idOf)).toEqual([${id}]);`,
    },
    {
      type: "Mutation",
      field: `save${name}`,
      does: "changes the one with the id",
      code: `const saved = await run(ctx, { id: ${id} });

  expect(idOf(saved.${one})).toBe(${id});`,
    },
    {
      type: "Mutation",
      field: `delete${name}`,
      does: "deletes the one with the id",
      code: `await run(ctx, { id: ${id} });

  const { em } = await newTestContext();
  await expect(em.load(${name}, ${id})).rejects.toMatchObject({ code: "NOT_FOUND" });`,
    },
  ];
}
