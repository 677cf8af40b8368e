// Who takes part. Each is imported in its own process only: two configurations of one ORM share its entity classes, and would
// disturb each other.
import { type Playable, toPlayable } from "./runner/toPlayable.ts";

/** By name, in the order of the table. */
export const roster: Readonly<Record<string, () => Promise<Playable>>> = {
  kingpost: async () => toPlayable((await import("./kingpost/kingpost.ts")).kingpost),
  "mikro-orm": async () => {
    const { openMikroOrm } = await import("./mikro-orm/openMikroOrm.ts");
    return toPlayable(openMikroOrm({}));
  },
  "mikro-orm, dataloader": async () => {
    const { openMikroOrm } = await import("./mikro-orm/openMikroOrm.ts");
    const { DataloaderType } = await import("@mikro-orm/core");
    return toPlayable(openMikroOrm({ dataloader: DataloaderType.ALL }));
  },
  "mikro-orm, joined": async () => {
    const { openMikroOrm } = await import("./mikro-orm/openMikroOrm.ts");
    const { LoadStrategy } = await import("@mikro-orm/core");
    return toPlayable(openMikroOrm({ loadStrategy: LoadStrategy.JOINED }));
  },
};
