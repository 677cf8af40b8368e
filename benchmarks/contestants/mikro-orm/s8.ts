// S8 with MikroORM: the application is in `app.ts`, its entities in `entities.ts`.
import { type S8Input, tellStory } from "../../scenarios/s8.ts";
import type { Contestant } from "../Contestant.ts";
import { App } from "./app.ts";
import { openOrm } from "./openOrm.ts";

export const s8: Contestant<S8Input> = {
  notes: ["Written: the entities and the application; migrations are generated from the entities."],
  open: (url, input) =>
    openOrm(url, {}, async (em) => {
      const told = await tellStory(new App(em), input);
      return () => told;
    }),
};
