// `resolvers/enumResolvers.ts`: what the values of enums stand for whose codes GraphQL cannot spell.
import { printKey, printText } from "../emit/printValue.ts";
import { enumValues } from "./enumDefinitions.ts";
import type { Shown } from "./Shown.ts";

/** `undefined` where all codes are names in GraphQL. */
export function enumResolvers(shown: Shown): string | undefined {
  const entries = [...shown.enums.values()].flatMap((model) => {
    const values = enumValues(model).filter(({ value, code }) => value !== code);
    if (values.length === 0) return [];
    const lines = values.map(({ value, code }) => `${printKey(value)}: ${printText(code)}`);
    return [`${printKey(model.name)}: { ${lines.join(", ")} },`];
  });
  if (entries.length === 0) return undefined;
  return `/** The codes behind the values of enums, where they are no names in GraphQL. */
export const enumResolvers = {
${entries.join("\n")}
} as const;
`;
}
