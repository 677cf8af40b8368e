// What entities' files register with their configuration: rules, hooks, reactions, defaults. For people who read about the schema;
// nothing is generated from it.
import type { RuleSource } from "./RuleSource.ts";

/** @param files contents by name of the entity */
export async function readRules(
  files: ReadonlyMap<string, string>,
): Promise<Readonly<Record<string, ReadonlyArray<RuleSource>>>> {
  // The parser takes longer to load than all the rest, and files that were never edited hold no rule.
  const worthReading = [...files].filter(([, text]) =>
    /Config\s*\.\s*(?!placeholder\b)\w/u.test(text),
  );
  if (worthReading.length === 0) return {};
  const { Node, Project, SyntaxKind } = await import("ts-morph");
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const rules: Record<string, ReadonlyArray<RuleSource>> = {};
  for (const [name, text] of worthReading) {
    const file = project.createSourceFile(`/${name}.ts`, text);
    rules[name] = file.getStatements().flatMap((statement): RuleSource[] => {
      const call = statement.asKind(SyntaxKind.ExpressionStatement)?.getExpression();
      if (!Node.isCallExpression(call)) return [];
      const callee = call.getExpression();
      if (!Node.isPropertyAccessExpression(callee)) return [];
      const method = callee.getName();
      if (!callee.getExpression().getText().endsWith("Config") || method === "placeholder")
        return [];
      const [first] = call.getArguments();
      const isCode = first === undefined || Node.isFunctionLikeDeclaration(first);
      return [
        { method, about: isCode ? undefined : first.getText(), comment: commentOf(statement) },
      ];
    });
  }
  return rules;
}

function commentOf(statement: {
  getLeadingCommentRanges(): ReadonlyArray<{ getText(): string }>;
}): string | undefined {
  const words = statement
    .getLeadingCommentRanges()
    .map((range) => range.getText())
    .join("\n")
    .replaceAll(/^\s*(?:\/\*+|\*\/|\*|\/\/)\s?|\s*\*\/$/gmu, "")
    .trim();
  return words === "" ? undefined : words;
}
