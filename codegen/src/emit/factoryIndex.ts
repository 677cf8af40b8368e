// Tells the domain its factories, so that each can make what its entity needs.
import type { DomainModel } from "../model/DomainModel.ts";
import type { EmitSettings } from "./EmitSettings.ts";
import { Imports } from "./Imports.ts";

export function factoryIndex({ entities }: DomainModel, settings: EmitSettings): string {
  const imports = new Imports("factories/index.ts", settings.extension, [], ["registerFactories"]);
  const register = imports.library("kingpost/tests", "registerFactories", "value");
  const domain = imports.file("codegen/domain", "domain", "value");
  const made = entities.filter(({ view }) => view === undefined);
  const factories = made.map(({ name }) => {
    const local = imports.file(`factories/new${name}`, `new${name}`, "value");
    return { name, local };
  });
  return `${imports.print()}

${register}(${domain}, { ${factories.map(({ name, local }) => `${name}: ${local}`).join(", ")} });

export { ${factories.map(({ name, local }) => (local === `new${name}` ? local : `${local} as new${name}`)).join(", ")} };
`;
}
