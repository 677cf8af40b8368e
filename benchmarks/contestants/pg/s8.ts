// S8 by hand: the application is in `app.ts`.
import { type S8Input, tellStory } from "../../scenarios/s8.ts";
import type { Contestant } from "../Contestant.ts";
import { App } from "./app.ts";
import { openClient } from "./openClient.ts";

export const s8: Contestant<S8Input> = {
  notes: ["Written: the migration, and the application with the statements in it."],
  open: (url, input) =>
    openClient(url, async (client) => {
      const told = await tellStory(new App(client), input);
      return () => told;
    }),
};
