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
    sources[name] = { defaults: [], scopes: [], isAbstract: isAbstract(name, text) };
  // The parser takes longer to load than all the rest: most runs need not.
  const worthReading = [...files].filter(([, text]) =>
    /setDefault|cascadeDelete|Scope\b/.test(text),
  );
  if (worthReading.length === 0) return sources;
  const [{ Project, SyntaxKind }, { readScopes }] = await Promise.all([
    import("ts-morph"),
    import("./readScopes.ts"),
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
        const field = call.getArguments()[0]?.asKind(SyntaxKind.StringLiteral);
        return field === undefined ? [] : [field.getLiteralValue()];
      });
      return [...new Set(names)];
    };
    const scopes = readScopes(file, name, scopeNameOf(name));
    sources[name] = {
      ...sources[name]!,
      defaults: namedIn("setDefault"),
      cascades: namedIn("cascadeDelete"),
      scopes,
    };
  }
  return sources;
}

/** As the line says that begins the class; for that much no parser is needed. */
function isAbstract(name: string, text: string): boolean | undefined {
  const declared = new RegExp(`^export (default )?(abstract )?class ${name}\\b`, "mu").exec(text);
  return declared === null ? undefined : declared[2] !== undefined;
}

function scopeNameOf(entity: string): string {
  const [first = "", ...rest] = Array.from(entity);
  return `${first.toLowerCase()}${rest.join("")}Scope`;
}
