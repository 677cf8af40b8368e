// A type made by `CREATE TYPE … AS ENUM` as a constant object and a type of the same name.
import type { NativeEnumModel } from "../model/DomainModel.ts";
import { docOf } from "./docOf.ts";
import { printKey, printValue } from "./printValue.ts";

export function nativeEnum({ name, comment, values }: NativeEnumModel): string {
  const members = values.map(({ member, code }) => `${printKey(member)}: ${printValue(code)}`);
  return `${docOf(comment)}export const ${name} = { ${members.join(", ")} } as const;
${docOf(comment)}export type ${name} = (typeof ${name})[keyof typeof ${name}];
`;
}
