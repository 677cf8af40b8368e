// A type made by `CREATE TYPE … AS ENUM` as a constant object, a type of the same name, and its look-ups.
import type { NativeEnumModel } from "../model/DomainModel.ts";
import { docOf } from "./docOf.ts";
import type { EmitSettings } from "./EmitSettings.ts";
import { Imports } from "./Imports.ts";
import { printKey, printValue } from "./printValue.ts";

export function nativeEnum(
  { name, lookUp, comment, values }: NativeEnumModel,
  settings: EmitSettings,
): string {
  const detailsName = `${name}Details`;
  const imports = new Imports(
    `enums/${name}.ts`,
    settings.extension,
    [name, detailsName, lookUp],
    ["NativeEnumDetails", "NativeEnumMetadata", "nativeEnumMetadata"],
  );
  const details = imports.library("kingpost", "NativeEnumDetails", "type");
  const metadataType = imports.library("kingpost", "NativeEnumMetadata", "type");
  const metadata = imports.library("kingpost", "nativeEnumMetadata", "value");
  const members = values.map(({ member, code }) => `${printKey(member)}: ${printValue(code)}`);
  const rows = values.map(({ code, name: shown }) => printValue([code, shown]));
  return `${imports.print()}

${docOf(comment)}export const ${name} = { ${members.join(", ")} } as const;
${docOf(comment)}export type ${name} = (typeof ${name})[keyof typeof ${name}];

/** A code, and how people read it. */
export type ${detailsName} = ${details}<${name}>;

export const ${lookUp}: ${metadataType}<${name}> = ${metadata}(${JSON.stringify(name)}, [${rows.join(", ")}]);
`;
}
