// S8 with Prisma: the application is in `app.ts`, its models in `schema.prisma`.
import { type Library, type S8Input, tellStory } from "../../scenarios/s8.ts";
import type { Contestant } from "../Contestant.ts";
import { openPrisma } from "./openPrisma.ts";
import type { PrismaClient } from "./PrismaClient.ts";

interface Application {
  readonly App: new (prisma: PrismaClient) => Library;
}

export const s8: Contestant<S8Input> = {
  notes: ["Written: the schema and the application; migrations are generated from the schema."],
  open: async (url, input) => {
    // By a name that the compiler does not follow.
    const { App } = (await import(import.meta.resolve("./app.ts"))) as Application;
    return openPrisma(url, async (prisma) => {
      const told = await tellStory(new App(prisma), input);
      return () => told;
    });
  },
};
