// What an entity manager may be told when it is made.
import type { Driver } from "../driver/Driver.ts";
import type { Domain } from "../schema/Domain.ts";
import type { Plugin } from "../schema/Plugin.ts";
import { EmEvents } from "../session/EmEvents.ts";
import { TransactionHooks } from "../session/TransactionHooks.ts";
import type { EntityManagerMode } from "../types/AnyEm.ts";
import type { LookAhead } from "../types/LookAhead.ts";
import type { PreloadPlugin } from "../types/PreloadPlugin.ts";
import type { EntityManager } from "./EntityManager.ts";

/** A driver, or another em whose driver and settings are taken over, none of its entities. */
export type EntityManagerOpts = (
  | { readonly driver: Driver; readonly em?: undefined }
  | {
      readonly em: Pick<
        EntityManager,
        | "driver"
        | "entityLimit"
        | "getPlugins"
        | "hooks"
        | "lookAhead"
        | "preloadPlugin"
        | "settings"
      >;
      readonly driver?: undefined;
    }
) & {
  /** `writes` when not given. */
  readonly mode?: EntityManagerMode;
  /** How many entities this em may hold; the other em's, the driver's or the domain's limit when not given. */
  readonly entityLimit?: number;
  /** Beside the domain's, and beside those of the other em that say that they come along. */
  readonly plugins?: ReadonlyArray<Plugin>;
  /**
   * Settings of the server under which everything of this em runs, reads outside of transactions too: what policies of row-level security
   * ask for, a tenant, a role. They end with each transaction, and so never reach another user of the session. The other em's when not
   * given; those of `em.transaction` come on top.
   */
  readonly settings?: Readonly<Record<string, string>>;
  /** How hints are loaded ahead; as the other em or the driver does it when not given. */
  readonly preloadPlugin?: PreloadPlugin;
  /**
   * By what it learns which relations to load ahead of being asked for; as the other em or the driver does it when not given, not at
   * all with `false`.
   */
  readonly lookAhead?: LookAhead | false;
};

/** The options with everything decided. */
export interface EntityManagerSettings {
  /** As it was given. */
  readonly driver: Driver;
  readonly settings: Readonly<Record<string, string>>;
  readonly mode: EntityManagerMode;
  readonly entityLimit: number;
  readonly plugins: ReadonlyArray<Plugin>;
  readonly preloadPlugin: PreloadPlugin | undefined;
  readonly lookAhead: LookAhead | undefined;
  readonly hooks: TransactionHooks;
  readonly events: EmEvents;
}

export function settingsOf(
  domain: Domain,
  driverOrOptions: Driver | EntityManagerOpts,
): EntityManagerSettings {
  const {
    em,
    driver,
    mode,
    entityLimit,
    plugins = [],
    settings,
    preloadPlugin,
    lookAhead = (em ?? driver)?.lookAhead,
  }: EntityManagerOpts = "execute" in driverOrOptions
    ? { driver: driverOrOptions }
    : driverOrOptions;
  const taken = em?.getPlugins().flatMap((plugin) => plugin.maybeCloneForNewEm() ?? []) ?? [];
  return {
    driver: driver ?? em.driver,
    settings: settings ?? em?.settings ?? {},
    mode: mode ?? "writes",
    entityLimit: entityLimit ?? em?.entityLimit ?? driver?.entityLimit ?? domain.entityLimit,
    plugins: [...domain.plugins, ...taken, ...plugins],
    preloadPlugin: preloadPlugin ?? (em ?? driver).preloadPlugin,
    lookAhead: lookAhead === false ? undefined : lookAhead,
    hooks: new TransactionHooks(em?.hooks),
    events: new EmEvents(domain, (driver ?? em.driver).events),
  };
}
