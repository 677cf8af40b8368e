// S8 with TypeORM: the application is in `app.ts`, its entities in `entities.ts`.
import { type S8Input, tellStory } from "../../scenarios/s8.ts";
import type { Contestant } from "../Contestant.ts";
import { App } from "./app.ts";
import { openSource } from "./openSource.ts";

export const s8: Contestant<S8Input> = {
  notes: [
    "Written: the entities and the application; migrations are generated from the entities. An entity is an interface and a schema: by decorators, which Node cannot strip, it would be a class with a decorator for each member, which is as many lines.",
  ],
  open: (url, input) =>
    openSource(url, async (manager) => {
      const told = await tellStory(new App(manager), input);
      return () => told;
    }),
};
