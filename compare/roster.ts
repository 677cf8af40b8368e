// Who takes part. Each is imported in its own process only: two configurations of one ORM share its entity classes, and would
// disturb each other.
import { existsSync } from "node:fs";
import type { Orm } from "./runner/Stage.ts";
import { type Playable, toPlayable } from "./runner/toPlayable.ts";
import { type ScenarioName, scenarios } from "./scenarios/scenarios.ts";

export interface Entrant {
  /** The scenarios that are about something it has: those of which its folder has a file. */
  readonly plays: ReadonlyArray<ScenarioName>;
  readonly load: () => Promise<Playable>;
}

/** By name, in the order of the table. */
export const roster: Readonly<Record<string, Entrant>> = {
  kingpost: entrant("kingpost", async () => (await import("./kingpost/kingpost.ts")).kingpost),
  "mikro-orm": entrant("mikro-orm", async () => {
    const { openMikroOrm } = await import("./mikro-orm/openMikroOrm.ts");
    return openMikroOrm({});
  }),
  "mikro-orm, dataloader": entrant("mikro-orm", async () => {
    const { openMikroOrm } = await import("./mikro-orm/openMikroOrm.ts");
    const { DataloaderType } = await import("@mikro-orm/core");
    return openMikroOrm({ dataloader: DataloaderType.ALL });
  }),
  "mikro-orm, joined": entrant("mikro-orm", async () => {
    const { openMikroOrm } = await import("./mikro-orm/openMikroOrm.ts");
    const { LoadStrategy } = await import("@mikro-orm/core");
    return openMikroOrm({ loadStrategy: LoadStrategy.JOINED });
  }),
  drizzle: entrant("drizzle", async () => (await import("./drizzle/drizzle.ts")).drizzle),
  prisma: entrant("prisma", async () => (await import("./prisma/prisma.ts")).prisma),
  typeorm: entrant("typeorm", async () => (await import("./typeorm/typeorm.ts")).typeorm),
};

function entrant<Em>(name: string, load: () => Promise<Orm<Em>>): Entrant {
  const folder = new URL(`./${name}/`, import.meta.url);
  return {
    plays: (Object.keys(scenarios) as ReadonlyArray<ScenarioName>).filter((scenario) =>
      existsSync(new URL(`${scenario}.ts`, folder)),
    ),
    load: async () => toPlayable(await load(), folder),
  };
}
