// S8 with Drizzle: the application is in `app.ts`, its tables in `schema.ts`.
import { type S8Input, tellStory } from "../../scenarios/s8.ts";
import type { Contestant } from "../Contestant.ts";
import { App } from "./app.ts";
import { nothing, openDatabase } from "./openDatabase.ts";

export const s8: Contestant<S8Input> = {
  notes: [
    "Written: the tables with their relations and the application; migrations are generated from the tables.",
  ],
  open: (url, input) =>
    openDatabase(url, nothing, async (db) => {
      const told = await tellStory(new App(db), input);
      return () => told;
    }),
};
