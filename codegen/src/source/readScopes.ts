// The scopes that the class of an entity declares as static members.
import { type Expression, Node, type SourceFile } from "ts-morph";
import type { ScopeSource } from "./EntitySource.ts";

/**
 * Static properties whose value begins with the entity's scope function, under whatever name the file imports it, or with a
 * scope of the class: `scope({ … })`, `scope.fn((country: string) => …)`, `Author.living.prolific`.
 *
 * @param scopeName the exported name of the function: `authorScope`
 */
export function readScopes(file: SourceFile, entity: string, scopeName: string): ScopeSource[] {
  const imported = file
    .getImportDeclarations()
    .flatMap((each) => each.getNamedImports())
    .find((each) => each.getName() === scopeName);
  const local = imported?.getAliasNode()?.getText() ?? scopeName;
  const scopes: ScopeSource[] = [];
  for (const property of file.getClass(entity)?.getStaticProperties() ?? []) {
    const initializer = "getInitializer" in property ? property.getInitializer() : undefined;
    if (initializer === undefined) continue;
    const [root, ...path] = pathOf(initializer);
    const isMade = root === local;
    const isNamed = root === entity && scopes.some(({ name }) => name === path[0]);
    if (isMade || isNamed)
      scopes.push({
        name: property.getName(),
        isParameterized: isMade && path.length === 1 && path[0] === "fn",
      });
  }
  return scopes;
}

/** `scope.fn(…).where(…)` is `["scope", "fn", "where"]`. */
function pathOf(expression: Expression): string[] {
  if (Node.isCallExpression(expression)) return pathOf(expression.getExpression());
  if (Node.isPropertyAccessExpression(expression))
    return [...pathOf(expression.getExpression()), expression.getName()];
  return [expression.getText()];
}
