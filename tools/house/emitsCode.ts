// Whether a source file leaves anything behind when its types are erased.
import { parseSync, type Statement } from "oxc-parser";

/**
 * Says whether a module holds more than types.
 *
 * @example
 * ```ts
 * emitsCode("a.ts", "export interface A {}"); // false
 * emitsCode("a.ts", "export const a = 1;"); // true
 * ```
 */
export function emitsCode(file: string, source: string): boolean {
  return parseSync(file, source).program.body.some((statement) => !isErased(statement));
}

function isErased(statement: Statement): boolean {
  // `import { type A }` keeps an empty import at run time, so only the whole statement's kind counts.
  if (statement.type === "ImportDeclaration") return statement.importKind === "type";
  if (statement.type === "ExportAllDeclaration") return statement.exportKind === "type";
  if (statement.type === "ExportNamedDeclaration")
    return (
      statement.exportKind === "type" ||
      (statement.declaration === null && statement.specifiers.length === 0)
    );
  return erased.has(statement.type) || ("declare" in statement && statement.declare);
}

const erased: ReadonlySet<string> = new Set([
  "EmptyStatement",
  "TSInterfaceDeclaration",
  "TSTypeAliasDeclaration",
]);
