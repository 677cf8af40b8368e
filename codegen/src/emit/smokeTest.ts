// A first test of an entity, written once: what its factory makes can be written.
import type { Named } from "../config/readNamed.ts";
import type { EntityModel } from "../model/DomainModel.ts";
import type { EmitSettings } from "./EmitSettings.ts";
import { Imports } from "./Imports.ts";

/** @param maker makes an entity manager for a test */
export function smokeTest({ name }: EntityModel, maker: Named, settings: EmitSettings): string {
  const imports = new Imports(`${name}.test.ts`, settings.extension, [], ["expect", "test"]);
  const expect = imports.library("vitest", "expect", "value");
  const test = imports.library("vitest", "test", "value");
  const newEm = imports.module(settings.specifierOf(maker.module, ""), maker.name, "value");
  const factory = imports.file(`factories/new${name}`, `new${name}`, "value");
  return `${imports.print()}

${test}("new${name} makes what can be written", async () => {
  const em = await ${newEm}();
  const made = ${factory}(em);
  await em.flush();
  ${expect}(made.isNewEntity).toBe(false);
});
`;
}
