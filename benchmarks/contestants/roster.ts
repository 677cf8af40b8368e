// Who takes part in which item. Modules are imported in the contestant's own process only, hence the functions.
import type { Inputs } from "../scenarios/findScenario.ts";
import type { LoadItem, WorkItem } from "../scenarios/Scenario.ts";
import type { Contestant } from "./Contestant.ts";
import type { ServingContestant } from "./ServingContestant.ts";

/** How a contestant does each item; an item left out is one it does not take part in. */
export type WorkEntry = { readonly [K in WorkItem]?: () => Promise<Contestant<Inputs[K]>> };

/** The same, and how it serves. */
export type Entry = WorkEntry & { readonly [K in LoadItem]?: () => Promise<ServingContestant> };

/** The one all others are measured against. */
export const yardstick = "pg";

/** By name, in the order of the tables printed. */
export const roster: Readonly<Record<string, Entry>> = {
  kingpost: {
    W1: async () => (await import("./kingpost/w1.ts")).w1,
    W2: async () => (await import("./kingpost/w2.ts")).w2,
    W3: async () => (await import("./kingpost/w3.ts")).w3,
    W4: async () => (await import("./kingpost/w4.ts")).w4,
    W5: async () => (await import("./kingpost/w5.ts")).w5,
    W6: async () => (await import("./kingpost/w6.ts")).w6,
    W7: async () => (await import("./kingpost/w7.ts")).w7,
    W8: async () => (await import("./kingpost/w8.ts")).w8,
    W9a: async () => (await import("./kingpost/w9a.ts")).w9a,
    W9b: async () => (await import("./kingpost/w9b.ts")).w9b,
    W10: async () => (await import("./kingpost/w10.ts")).w10,
    S1: async () => (await import("./kingpost/s1.ts")).s1,
    S2: async () => (await import("./kingpost/s2.ts")).s2,
    S3: async () => (await import("./kingpost/s3.ts")).s3,
    G1: async () => (await import("./kingpost/server.ts")).server,
    G2: async () => (await import("./kingpost/server.ts")).server,
    G3: async () => (await import("./kingpost/server.ts")).server,
  },
  "kingpost-lookahead": {
    W3: async () => (await import("./kingpost-lookahead/w3.ts")).w3,
  },
  pg: {
    W1: async () => (await import("./pg/w1.ts")).w1,
    W2: async () => (await import("./pg/w2.ts")).w2,
    W3: async () => (await import("./pg/w3.ts")).w3,
    W4: async () => (await import("./pg/w4.ts")).w4,
    W5: async () => (await import("./pg/w5.ts")).w5,
    W6: async () => (await import("./pg/w6.ts")).w6,
    W7: async () => (await import("./pg/w7.ts")).w7,
    W8: async () => (await import("./pg/w8.ts")).w8,
    W9a: async () => (await import("./pg/w9a.ts")).w9a,
    W9b: async () => (await import("./pg/w9b.ts")).w9b,
    W10: async () => (await import("./pg/w10.ts")).w10,
    S1: async () => (await import("./pg/s1.ts")).s1,
    S2: async () => (await import("./pg/s2.ts")).s2,
    S3: async () => (await import("./pg/s3.ts")).s3,
    G1: async () => (await import("./pg/server.ts")).server,
    G2: async () => (await import("./pg/server.ts")).server,
    G3: async () => (await import("./pg/server.ts")).server,
  },
  "postgres-js": {
    W1: async () => (await import("./postgres-js/w1.ts")).w1,
    W2: async () => (await import("./postgres-js/w2.ts")).w2,
    W3: async () => (await import("./postgres-js/w3.ts")).w3,
    W4: async () => (await import("./postgres-js/w4.ts")).w4,
    W5: async () => (await import("./postgres-js/w5.ts")).w5,
    W6: async () => (await import("./postgres-js/w6.ts")).w6,
    W7: async () => (await import("./postgres-js/w7.ts")).w7,
    W8: async () => (await import("./postgres-js/w8.ts")).w8,
    W9a: async () => (await import("./postgres-js/w9a.ts")).w9a,
    W9b: async () => (await import("./postgres-js/w9b.ts")).w9b,
  },
  kysely: {
    W1: async () => (await import("./kysely/w1.ts")).w1,
    W2: async () => (await import("./kysely/w2.ts")).w2,
    W3: async () => (await import("./kysely/w3.ts")).w3,
    W4: async () => (await import("./kysely/w4.ts")).w4,
    W5: async () => (await import("./kysely/w5.ts")).w5,
    W6: async () => (await import("./kysely/w6.ts")).w6,
    W7: async () => (await import("./kysely/w7.ts")).w7,
    W8: async () => (await import("./kysely/w8.ts")).w8,
    W9a: async () => (await import("./kysely/w9a.ts")).w9a,
    W9b: async () => (await import("./kysely/w9b.ts")).w9b,
  },
  "mikro-orm": {
    W1: async () => (await import("./mikro-orm/w1.ts")).w1,
    W2: async () => (await import("./mikro-orm/w2.ts")).w2,
    W3: async () => (await import("./mikro-orm/w3.ts")).w3,
    W4: async () => (await import("./mikro-orm/w4.ts")).w4,
    W5: async () => (await import("./mikro-orm/w5.ts")).w5,
    W6: async () => (await import("./mikro-orm/w6.ts")).w6,
    W7: async () => (await import("./mikro-orm/w7.ts")).w7,
    W8: async () => (await import("./mikro-orm/w8.ts")).w8,
    W9a: async () => (await import("./mikro-orm/w9a.ts")).w9a,
    W9b: async () => (await import("./mikro-orm/w9b.ts")).w9b,
    W10: async () => (await import("./mikro-orm/w10.ts")).w10,
    S1: async () => (await import("./mikro-orm/s1.ts")).s1,
    S2: async () => (await import("./mikro-orm/s2.ts")).s2,
    S3: async () => (await import("./mikro-orm/s3.ts")).s3,
    G1: async () => (await import("./mikro-orm/server.ts")).server,
    G2: async () => (await import("./mikro-orm/server.ts")).server,
    G3: async () => (await import("./mikro-orm/server.ts")).server,
  },
  "mikro-orm-joined": {
    W2: async () => (await import("./mikro-orm-joined/w2.ts")).w2,
    W6: async () => (await import("./mikro-orm-joined/w6.ts")).w6,
    W8: async () => (await import("./mikro-orm-joined/w8.ts")).w8,
  },
  "mikro-orm-dataloader": {
    W3: async () => (await import("./mikro-orm-dataloader/w3.ts")).w3,
    W9b: async () => (await import("./mikro-orm-dataloader/w9b.ts")).w9b,
  },
  drizzle: {
    W1: async () => (await import("./drizzle/w1.ts")).w1,
    W2: async () => (await import("./drizzle/w2.ts")).w2,
    W3: async () => (await import("./drizzle/w3.ts")).w3,
    W4: async () => (await import("./drizzle/w4.ts")).w4,
    W5: async () => (await import("./drizzle/w5.ts")).w5,
    W6: async () => (await import("./drizzle/w6.ts")).w6,
    W7: async () => (await import("./drizzle/w7.ts")).w7,
    W8: async () => (await import("./drizzle/w8.ts")).w8,
    W9a: async () => (await import("./drizzle/w9a.ts")).w9a,
    W9b: async () => (await import("./drizzle/w9b.ts")).w9b,
    S1: async () => (await import("./drizzle/s1.ts")).s1,
    S2: async () => (await import("./drizzle/s2.ts")).s2,
    S3: async () => (await import("./drizzle/s3.ts")).s3,
  },
  prisma: {
    W1: async () => (await import("./prisma/w1.ts")).w1,
    W2: async () => (await import("./prisma/w2.ts")).w2,
    W3: async () => (await import("./prisma/w3.ts")).w3,
    W4: async () => (await import("./prisma/w4.ts")).w4,
    W5: async () => (await import("./prisma/w5.ts")).w5,
    W6: async () => (await import("./prisma/w6.ts")).w6,
    W7: async () => (await import("./prisma/w7.ts")).w7,
    W8: async () => (await import("./prisma/w8.ts")).w8,
    W9a: async () => (await import("./prisma/w9a.ts")).w9a,
    W9b: async () => (await import("./prisma/w9b.ts")).w9b,
    S2: async () => (await import("./prisma/s2.ts")).s2,
    S3: async () => (await import("./prisma/s3.ts")).s3,
  },
  typeorm: {
    W1: async () => (await import("./typeorm/w1.ts")).w1,
    W2: async () => (await import("./typeorm/w2.ts")).w2,
    W3: async () => (await import("./typeorm/w3.ts")).w3,
    W4: async () => (await import("./typeorm/w4.ts")).w4,
    W5: async () => (await import("./typeorm/w5.ts")).w5,
    W6: async () => (await import("./typeorm/w6.ts")).w6,
    W7: async () => (await import("./typeorm/w7.ts")).w7,
    W8: async () => (await import("./typeorm/w8.ts")).w8,
    W9a: async () => (await import("./typeorm/w9a.ts")).w9a,
    W9b: async () => (await import("./typeorm/w9b.ts")).w9b,
    S2: async () => (await import("./typeorm/s2.ts")).s2,
    S3: async () => (await import("./typeorm/s3.ts")).s3,
  },
  objection: {
    W1: async () => (await import("./objection/w1.ts")).w1,
    W2: async () => (await import("./objection/w2.ts")).w2,
    W3: async () => (await import("./objection/w3.ts")).w3,
    W4: async () => (await import("./objection/w4.ts")).w4,
    W5: async () => (await import("./objection/w5.ts")).w5,
    W6: async () => (await import("./objection/w6.ts")).w6,
    W7: async () => (await import("./objection/w7.ts")).w7,
    W8: async () => (await import("./objection/w8.ts")).w8,
    W9a: async () => (await import("./objection/w9a.ts")).w9a,
    W9b: async () => (await import("./objection/w9b.ts")).w9b,
  },
  sequelize: {
    W1: async () => (await import("./sequelize/w1.ts")).w1,
    W2: async () => (await import("./sequelize/w2.ts")).w2,
    W3: async () => (await import("./sequelize/w3.ts")).w3,
    W4: async () => (await import("./sequelize/w4.ts")).w4,
    W5: async () => (await import("./sequelize/w5.ts")).w5,
    W6: async () => (await import("./sequelize/w6.ts")).w6,
    W7: async () => (await import("./sequelize/w7.ts")).w7,
    W8: async () => (await import("./sequelize/w8.ts")).w8,
    W9a: async () => (await import("./sequelize/w9a.ts")).w9a,
    W9b: async () => (await import("./sequelize/w9b.ts")).w9b,
  },
};

/**
 * What has to be done before a contestant can take part, where it is no dependency of the workspace. Only measurements do it; a
 * check of small tables leaves these contestants out.
 */
export const preparations: Readonly<Record<string, () => Promise<void>>> = {
  prisma: async () => (await import("./prisma/prepare.ts")).prepare(),
};
