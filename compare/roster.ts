// Who takes part. Each is imported in its own process only: two configurations of one ORM share its entity classes, and would
// disturb each other.
import { type Playable, toPlayable } from "./runner/toPlayable.ts";
import type { ScenarioName } from "./scenarios/scenarios.ts";

export interface Entrant {
  /** The scenarios that are about something it has; all of them when not given. */
  readonly plays?: ReadonlyArray<ScenarioName>;
  readonly load: () => Promise<Playable>;
}

/** Without a unit of work and an identity map there is nothing to be seen in the others. */
const withoutUnitOfWork: ReadonlyArray<ScenarioName> = [
  "loopOverAuthors",
  "manyToOneLoop",
  "concurrentLoads",
  "findsAtOnce",
  "twoCollections",
  "pageWithBooks",
  "manyWrites",
];

/** By name, in the order of the table. */
export const roster: Readonly<Record<string, Entrant>> = {
  kingpost: { load: async () => toPlayable((await import("./kingpost/kingpost.ts")).kingpost) },
  "mikro-orm": {
    load: async () => {
      const { openMikroOrm } = await import("./mikro-orm/openMikroOrm.ts");
      return toPlayable(openMikroOrm({}));
    },
  },
  "mikro-orm, dataloader": {
    load: async () => {
      const { openMikroOrm } = await import("./mikro-orm/openMikroOrm.ts");
      const { DataloaderType } = await import("@mikro-orm/core");
      return toPlayable(openMikroOrm({ dataloader: DataloaderType.ALL }));
    },
  },
  "mikro-orm, joined": {
    load: async () => {
      const { openMikroOrm } = await import("./mikro-orm/openMikroOrm.ts");
      const { LoadStrategy } = await import("@mikro-orm/core");
      return toPlayable(openMikroOrm({ loadStrategy: LoadStrategy.JOINED }));
    },
  },
  drizzle: {
    plays: withoutUnitOfWork,
    load: async () => toPlayable((await import("./drizzle/drizzle.ts")).drizzle),
  },
  typeorm: {
    plays: withoutUnitOfWork,
    load: async () => toPlayable((await import("./typeorm/typeorm.ts")).typeorm),
  },
};
