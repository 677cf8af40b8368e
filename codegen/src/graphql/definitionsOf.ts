import { enumDefinitions } from "./enumDefinitions.ts";
import { inputDefinitions } from "./inputDefinitions.ts";
import { operatorInputs } from "./operatorInputs.ts";
import { outputDefinitions } from "./outputDefinitions.ts";
import { queryDefinitions, resultDefinitions } from "./queryDefinitions.ts";
import { ownScalars } from "./scalarOf.ts";
// The GraphQL schema that follows from a domain, as data.
import type { Definition, Member } from "./Sdl.ts";
import type { Shown } from "./Shown.ts";

export interface Definitions {
  /** Merged into what people made of them. */
  readonly merged: ReadonlyArray<Definition>;
  /** Written anew each time. */
  readonly enums: ReadonlyArray<Definition>;
}

export function definitionsOf(shown: Shown): Definitions {
  const entities = [...shown.entities.values()];
  const ofEntities = entities.flatMap((entity) => [
    ...queryDefinitions(entity, shown),
    ...outputDefinitions(entity, shown),
    ...inputDefinitions(entity, shown),
    ...resultDefinitions(entity, shown),
  ]);
  const enums = enumDefinitions(shown);
  const used = new Set([...ofEntities, ...enums].flatMap((each) => typesIn(each)));
  return { merged: [...commonDefinitions(ofEntities, used, shown), ...ofEntities], enums };
}

/** The names of types that a definition mentions. */
function typesIn({ members }: Definition): ReadonlyArray<string> {
  return members
    .flatMap(({ type = "", args = [] }) => [type, ...args.map((arg) => arg.type)])
    .map((type) => type.replaceAll(/[[\]!]/gu, ""));
}

function commonDefinitions(
  ofEntities: ReadonlyArray<Definition>,
  used: ReadonlySet<string>,
  shown: Shown,
): ReadonlyArray<Definition> {
  const scalars = [...ownScalars]
    .filter(([name]) => used.has(name))
    .map(([name, description]): Definition => ({
      kind: "scalar",
      name,
      description,
      members: [],
      file: "scalars.graphql",
      origin: "the types of columns",
    }));
  const roots = ["Query", "Mutation"]
    .filter((root) => ofEntities.some(({ name }) => name === root))
    .map((name): Definition => ({
      kind: "type",
      name,
      members: [],
      file: "root.graphql",
      origin: "the roots of the schema",
    }));
  const common: ReadonlyArray<Definition> = [
    { kind: "type", name: "PageInfo", file: "pageInfo.graphql", members: pageInfo, origin },
    {
      kind: "type",
      name: "LimitPageInfo",
      file: "pageInfo.graphql",
      members: limitPageInfo,
      origin,
    },
    { kind: "enum", name: "SaveOp", file: "saveOp.graphql", members: saveOps, origin },
    { kind: "enum", name: "Direction", file: "direction.graphql", members: directions, origin },
  ];
  return [
    ...roots,
    ...scalars,
    ...common.filter(({ name }) => used.has(name)),
    ...operatorInputs(used, shown),
  ];
}

const origin = "all entities";

const pageInfo: ReadonlyArray<Member> = [
  { name: "startCursor", type: "String" },
  { name: "endCursor", type: "String" },
  { name: "hasNextPage", type: "Boolean!" },
  { name: "hasPreviousPage", type: "Boolean!" },
  { name: "totalCount", type: "Int!", description: "Counts only when it is asked for." },
];

const limitPageInfo: ReadonlyArray<Member> = [
  { name: "totalCount", type: "Int!", description: "Counts only when it is asked for." },
  { name: "hasNextPage", type: "Boolean!" },
  { name: "hasPreviousPage", type: "Boolean!" },
  { name: "nextPage", type: "Int" },
  { name: "currentPage", type: "Int!" },
];

const saveOps: ReadonlyArray<Member> = [
  { name: "include", description: "Saves it, and leaves the ones that are not named as they are." },
  { name: "remove", description: "Takes it out." },
  { name: "delete" },
];

const directions: ReadonlyArray<Member> = [
  "ASC",
  "DESC",
  "ASC_NULLS_FIRST",
  "ASC_NULLS_LAST",
  "DESC_NULLS_FIRST",
  "DESC_NULLS_LAST",
].map((name) => ({ name }));
