// Names of the schema that stand for two things.
import { specifiedScalarTypes } from "graphql";
import { CodegenError } from "../errors/CodegenError.ts";
import type { Definition } from "./Sdl.ts";

/** @throws CodegenError (`SCHEMA`) */
export function checkNames(definitions: ReadonlyArray<Definition>): void {
  const byName = Map.groupBy(
    definitions.filter(({ name, isExtension }) => isExtension !== true && !isRoot(name)),
    ({ name }) => name,
  );
  const problems: string[] = [];
  const remedy = "Leave one out of the schema (entities.X.graphql: false), or name it otherwise.";
  for (const [name, all] of byName) {
    const [first, second] = all;
    if (specifiedScalarTypes.some((scalar) => scalar.name === name) || name === "Subscription")
      problems.push(
        `${first!.origin} would need the name ${name}, which is GraphQL's own. ${remedy}`,
      );
    else if (second !== undefined)
      problems.push(
        `${first!.origin} and ${second.origin} would both need the name ${name} in the GraphQL schema. ${remedy}`,
      );
  }
  for (const { name, origin, isExtension } of definitions)
    if (isExtension !== true && isRoot(name) && origin !== "the roots of the schema")
      problems.push(`${origin} would need the name ${name}, which is that of a root. ${remedy}`);
  const roots = Map.groupBy(
    definitions.filter(({ isExtension }) => isExtension === true),
    ({ name }) => name,
  );
  for (const [root, all] of roots) {
    const owners = Map.groupBy(
      all.flatMap(({ members, origin }) => members.map(({ name }) => ({ name, origin }))),
      ({ name }) => name,
    );
    for (const [field, [first, second]] of owners)
      if (second !== undefined)
        problems.push(
          `${first!.origin} and ${second.origin} would both need the field ${root}.${field}. ${remedy}`,
        );
  }
  if (problems.length > 0) throw new CodegenError("SCHEMA", problems);
}

function isRoot(name: string): boolean {
  return name === "Query" || name === "Mutation";
}
