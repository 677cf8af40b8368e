import { entity } from "../emit/entity.ts";
import { entityBase } from "../emit/entityBase.ts";
import { factory } from "../emit/factory.ts";
import type { Planner } from "./Planner.ts";

/** Per entity its base, and what is written once: its class and its factory. */
export const planEntities: Planner = (model, { emit, inEntities }) =>
  model.entities.flatMap((each) => [
    { mode: "once", path: inEntities(`${each.file}.ts`), contents: entity(each, emit) },
    {
      mode: "always",
      path: inEntities(`codegen/${each.name}Codegen.ts`),
      contents: entityBase(each, model, emit),
    },
    // Nobody makes what a view shows.
    ...(each.view === undefined
      ? [
          {
            mode: "once" as const,
            path: inEntities(`factories/new${each.name}.ts`),
            contents: factory(each, emit),
          },
        ]
      : []),
  ]);
