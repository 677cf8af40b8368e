// The factory of an entity for tests, written once.
import type { EntityModel } from "../model/DomainModel.ts";
import type { EmitSettings } from "./EmitSettings.ts";
import { Imports } from "./Imports.ts";

export function factory({ name, file }: EntityModel, settings: EmitSettings): string {
  const declared = `new${name}`;
  const imports = new Imports(
    `factories/${declared}.ts`,
    settings.extension,
    [declared],
    ["DeepNew", "FactoryOpts", "newTestInstance"],
  );
  const deepNew = imports.library("kingpost", "DeepNew", "type");
  const opts = imports.library("kingpost/tests", "FactoryOpts", "type");
  const make = imports.library("kingpost/tests", "newTestInstance", "value");
  const em = imports.file("codegen/domain", "EntityManager", "type");
  const type = imports.file(file, name, "value");
  return `${imports.print()}

export function ${declared}(em: ${em}, opts: ${opts}<${type}> = {}): ${deepNew}<${type}> {
  return ${make}(em, ${type}, opts, {});
}
`;
}
