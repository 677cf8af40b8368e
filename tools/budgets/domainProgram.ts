// A module on a generated domain that makes fifty queries: each shape once for each of five entities.
import { singularAt } from "./domainSchema.ts";

/** The first entity that has both references and is referred to by both. */
const first = 10;

export function domainProgram(entitiesDirectory: string): string {
  const queries = Array.from({ length: 5 }, (_, at) => queriesOf(first + at)).flat();
  const names = new Set(Array.from({ length: 5 }, (_, at) => classAt(first + at)));
  return [
    "// Fifty queries on a generated domain.",
    `import type { EntityManager } from "${entitiesDirectory}/codegen/domain.ts";`,
    ...[...names].map((name) => `import { ${name} } from "${entitiesDirectory}/${name}.ts";`),
    "",
    "export async function queries(em: EntityManager): Promise<ReadonlyArray<unknown>> {",
    "  return [",
    ...queries.map((query) => `    ${query},`),
    "  ];",
    "}",
    "",
  ].join("\n");
}

function queriesOf(index: number): string[] {
  const name = classAt(index);
  const owned = `${memberAt(index + 1)}s`;
  return [
    `await em.load(${name}, "1" as never)`,
    `(await em.load(${name}, "1" as never, { owner: { owner: "partner" }, partner: {} })).owner.get.owner.get.partner.get?.title`,
    `(await em.load(${name}, "1" as never, ["owner", "partner"])).partner.get?.title`,
    `(await em.loadAll(${name}, [], { ${owned}: "owner" })).map((each) => each.${owned}.get.map((other) => other.owner.get.title))`,
    `await em.find(${name}, { title: "t", amount: { gt: 1 } })`,
    `await em.find(${name}, { owner: { owner: { title: { ne: "t" } } } }, { orderBy: { owner: { title: "ASC" } }, limit: 9 })`,
    `(await em.find(${name}, { ${owned}: { isOpen: true } }, { populate: { ${owned}: { owner: "owner" } } })).flatMap((each) => each.${owned}.get.map((other) => other.owner.get.owner.get.title))`,
    `(await em.findOneOrFail(${name}, { title: ["a", "b"] }, { populate: "owner" })).owner.get.title`,
    `await em.findCount(${name}, { price: { gte: "1" }, partner: null })`,
    `(await em.populate(await em.find(${name}, {}), { owner: "owner" })).map((each) => each.owner.get.owner.get.title)`,
  ];
}

function classAt(index: number): string {
  return singularAt(index).replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function memberAt(index: number): string {
  const name = classAt(index);
  return name.charAt(0).toLowerCase() + name.slice(1);
}
