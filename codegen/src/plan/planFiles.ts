// All files of a domain.
import { domain } from "../emit/domain.ts";
import type { EmitSettings } from "../emit/EmitSettings.ts";
import { entity } from "../emit/entity.ts";
import { entityBase } from "../emit/entityBase.ts";
import { enumTable } from "../emit/enumTable.ts";
import { factory } from "../emit/factory.ts";
import { factoryIndex } from "../emit/factoryIndex.ts";
import { nativeEnum } from "../emit/nativeEnum.ts";
import { schema } from "../emit/schema.ts";
import type { DomainModel } from "../model/DomainModel.ts";
import type { FilePlan } from "./FilePlan.ts";
import { reliedOn } from "./reliedOn.ts";

/** @param hash a short text that differs for different texts */
export function planFiles(
  model: DomainModel,
  settings: EmitSettings,
  hash: (text: string) => string,
): ReadonlyArray<FilePlan> {
  return [
    ...model.entities.flatMap((each) => [
      once(`${each.name}.ts`, entity(each, settings)),
      always(`codegen/${each.name}Codegen.ts`, entityBase(each, model, settings)),
      once(`factories/new${each.name}.ts`, factory(each, settings)),
    ]),
    ...model.enums.map((each) => always(`enums/${each.name}.ts`, enumTable(each, settings))),
    ...model.nativeEnums.map((each) => always(`enums/${each.name}.ts`, nativeEnum(each, settings))),
    always("codegen/schema.ts", schema(model, hash(reliedOn(model)), settings)),
    always("codegen/domain.ts", domain(model, settings)),
    always("factories/index.ts", factoryIndex(model, settings)),
  ];
}

function always(path: string, contents: string): FilePlan {
  return { path, mode: "always", contents };
}

function once(path: string, contents: string): FilePlan {
  return { path, mode: "once", contents };
}
