// S8 with Kingpost: the application is in `app.ts`.
import { type S8Input, tellStory } from "../../scenarios/s8.ts";
import type { Contestant } from "../Contestant.ts";
import { App } from "./app.ts";
import { EntityManager } from "./entities/codegen/domain.ts";
import { openDriver } from "./openDriver.ts";

export const s8: Contestant<S8Input> = {
  notes: ["Written: the migration and the application; entities are generated from the tables."],
  open: (url, input) =>
    openDriver(url, async ({ driver }) => {
      const told = await tellStory(new App(() => new EntityManager({}, { driver })), input);
      return () => told;
    }),
};
