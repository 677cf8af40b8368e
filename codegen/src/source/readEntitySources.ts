// Reads the hand-written files of entities with a parser; they are never run.
import type { EntitySource } from "./EntitySource.ts";

/**
 * What each entity's file says, by entity.
 *
 * @param files contents by name of the entity
 */
export async function readEntitySources(
  files: ReadonlyMap<string, string>,
): Promise<Readonly<Record<string, EntitySource>>> {
  // The parser takes longer to load than all the rest: most runs need not.
  const worthReading = [...files].filter(([, text]) => text.includes("setDefault"));
  if (worthReading.length === 0) return {};
  const { Project, SyntaxKind } = await import("ts-morph");
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  return Object.fromEntries(
    worthReading.map(([name, text]) => {
      const calls = project
        .createSourceFile(`/${name}.ts`, text)
        .getDescendantsOfKind(SyntaxKind.CallExpression);
      const defaults = calls.flatMap((call) => {
        const callee = call.getExpressionIfKind(SyntaxKind.PropertyAccessExpression);
        if (callee?.getName() !== "setDefault") return [];
        const field = call.getArguments()[0]?.asKind(SyntaxKind.StringLiteral);
        return field === undefined ? [] : [field.getLiteralValue()];
      });
      return [name, { defaults: [...new Set(defaults)] }];
    }),
  );
}
