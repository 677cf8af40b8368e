// S7 with Prisma: the queries are in `queries.ts`.
import { type Answer, type S7Input, toReadings } from "../../scenarios/s7.ts";
import type { Contestant } from "../Contestant.ts";
import { openPrisma } from "./openPrisma.ts";
import type { PrismaClient } from "./PrismaClient.ts";

interface Queries {
  readonly queries: (prisma: PrismaClient, input: S7Input) => Promise<ReadonlyArray<Answer>>;
}

export const s7: Contestant<S7Input> = {
  notes: ["The generated client is TypeScript and is compiled with the queries."],
  open: async (url, input) => {
    // By a name that the compiler does not follow.
    const { queries } = (await import(import.meta.resolve("./queries.ts"))) as Queries;
    return openPrisma(url, async (prisma) => {
      const answers = await queries(prisma, input);
      return () => toReadings(answers);
    });
  },
};
