// What a configuration in TypeScript can speak of, for the compiler to check.
import type { DomainModel } from "../model/DomainModel.ts";
import { printKey } from "./printValue.ts";

export function names({ names: byEntity, enums, nativeEnums }: DomainModel): string {
  const entities = Object.entries(byEntity).map(
    ([name, { fields, relations }]) =>
      `${printKey(name)}: { fields: ${union(fields)}; relations: ${union(relations)} };`,
  );
  return `
/** What the configuration can speak of: \`defineConfig<Names>({ … })\`. */
export interface Names {
  entities: {
    ${entities.join("\n")}
  };
  enums: ${union([...enums, ...nativeEnums].map(({ name }) => name))};
}
`;
}

function union(texts: ReadonlyArray<string>): string {
  return texts.map((text) => JSON.stringify(text)).join(" | ") || "never";
}
