// The members that the class of an entity adds to its generated ones.
import { type ClassDeclaration, Node, Scope } from "ts-morph";
import type { PropertySource } from "./EntitySource.ts";

/** In the order of the class; what only the class itself sees is left out. */
export function readProperties(
  declaration: ClassDeclaration | undefined,
): ReadonlyArray<PropertySource> {
  return (declaration?.getInstanceMembers() ?? []).flatMap((member): PropertySource[] => {
    if (Node.isParameterDeclaration(member) || Node.isSetAccessorDeclaration(member)) return [];
    const name = member.getName();
    if (member.getScope() !== Scope.Public || name.startsWith("#")) return [];
    const helper = helperOf(member);
    if (helper === undefined) return [];
    const type = Node.isMethodDeclaration(member)
      ? member.getReturnTypeNode()
      : Node.isPropertyDeclaration(member)
        ? member.getTypeNode()
        : member.getReturnTypeNode();
    const words = member.getJsDocs().at(-1)?.getDescription().trim();
    return [{ name, helper, type: type?.getText(), comment: words === "" ? undefined : words }];
  });
}

/** A field without a helper is state of the class, which is none of anybody else's business. */
function helperOf(member: Node): string | undefined {
  if (Node.isGetAccessorDeclaration(member)) return "get";
  if (Node.isMethodDeclaration(member)) return "method";
  const made = Node.isPropertyDeclaration(member) ? member.getInitializer() : undefined;
  const called = Node.isCallExpression(made) ? made.getExpression().getText() : undefined;
  return called !== undefined && /^has[A-Z]/u.test(called) ? called : undefined;
}
