// The imports of one source file, of every form: static, re-exporting, dynamic, and `import("…")` in a type.
import { parseSync, Visitor } from "oxc-parser";

export interface Import {
  readonly specifier: string;
  /** Whether the import is erased with the types. */
  readonly isType: boolean;
}

/**
 * Lists what a source text imports, in order of kind. Text inside strings and templates is not mistaken for an import.
 *
 * @example
 * ```ts
 * importsOf("a.ts", 'import type { B } from "./b.ts";'); // [{ specifier: "./b.ts", isType: true }]
 * ```
 */
export function importsOf(file: string, source: string): Array<Import> {
  const { module, program } = parseSync(file, source);
  const imports: Array<Import> = [];
  for (const { moduleRequest, entries } of module.staticImports)
    imports.push({
      specifier: moduleRequest.value,
      isType: entries.length > 0 && entries.every((entry) => entry.isType),
    });
  for (const { entries } of module.staticExports) {
    const [first] = entries;
    if (first?.moduleRequest)
      imports.push({
        specifier: first.moduleRequest.value,
        isType: entries.every((entry) => entry.isType),
      });
  }
  new Visitor({
    ImportExpression: ({ source: from }) => {
      if (from.type === "Literal" && typeof from.value === "string")
        imports.push({ specifier: from.value, isType: false });
    },
    TSImportType: ({ source: from }) => {
      imports.push({ specifier: from.value, isType: true });
    },
  }).visit(program);
  return imports;
}
