// The file of an entity that is written once and then belongs to its author.
import type { EntityModel } from "../model/DomainModel.ts";
import { configNameOf } from "./configNameOf.ts";
import type { EmitSettings } from "./EmitSettings.ts";
import { Imports } from "./Imports.ts";

export function entity({ name, file, isAbstract }: EntityModel, settings: EmitSettings): string {
  const imports = new Imports(`${file}.ts`, settings.extension, [name], []);
  const from = `codegen/${name}Codegen`;
  const config = imports.file(from, configNameOf(name), "value");
  const base = imports.file(from, `${name}Codegen`, "value");
  return `${imports.print()}

export ${isAbstract ? "abstract " : ""}class ${name} extends ${base} {}

${config}.placeholder();
`;
}
