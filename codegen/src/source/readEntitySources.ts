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
  const sources: Record<string, EntitySource> = {};
  for (const [name, text] of files)
    sources[name] = {
      defaults: [],
      scopes: [],
      properties: [],
      isAbstract: isAbstract(name, text),
    };
  // The parser takes longer to load than all the rest: a class that adds nothing to its base needs none.
  const worthReading = [...files].filter(
    ([name, text]) => /setDefault|cascadeDelete|Scope\b/.test(text) || addsMembers(name, text),
  );
  if (worthReading.length === 0) return sources;
  const [{ Project, SyntaxKind }, { readScopes }, { readProperties }] = await Promise.all([
    import("ts-morph"),
    import("./readScopes.ts"),
    import("./readProperties.ts"),
  ]);
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  for (const [name, text] of worthReading) {
    const file = project.createSourceFile(`/${name}.ts`, text);
    const calls = file.getDescendantsOfKind(SyntaxKind.CallExpression);
    /** The fields that are named first in calls of a method: `config.setDefault("age", …)`. */
    const namedIn = (method: string): ReadonlyArray<string> => {
      const names = calls.flatMap((call) => {
        const callee = call.getExpressionIfKind(SyntaxKind.PropertyAccessExpression);
        if (callee?.getName() !== method) return [];
        const field = call.getArguments()[0];
        const isText =
          field?.isKind(SyntaxKind.StringLiteral) ||
          field?.isKind(SyntaxKind.NoSubstitutionTemplateLiteral);
        return isText ? [field.getLiteralValue()] : [];
      });
      return [...new Set(names)];
    };
    sources[name] = {
      ...sources[name]!,
      defaults: namedIn("setDefault"),
      cascades: namedIn("cascadeDelete"),
      scopes: readScopes(file, name, scopeNameOf(name)),
      properties: readProperties(file.getClass(name)),
    };
  }
  return sources;
}

/** As the line says that begins the class; for that much no parser is needed. */
function isAbstract(name: string, text: string): boolean | undefined {
  const declared = new RegExp(`^export (default )?(abstract )?class ${name}\\b`, "mu").exec(text);
  return declared === null ? undefined : declared[2] !== undefined;
}

function addsMembers(name: string, text: string): boolean {
  return new RegExp(`class ${name}\\b[^{]*\\{(?!\\s*\\})`, "u").test(text);
}

function scopeNameOf(entity: string): string {
  const [first = "", ...rest] = Array.from(entity);
  return `${first.toLowerCase()}${rest.join("")}Scope`;
}
