// What the functions of this room work on: the session, what loads into it, and the driver it writes to. A unit of work may be
// one load by id: what most do not need is made when it is first asked for.
import type { Driver } from "../driver/Driver.ts";
import { ReplicaDriver, type ReplicaUse } from "../driver/ReplicaDriver.ts";
import { SensitiveDriver } from "../driver/SensitiveDriver.ts";
import { SettingsDriver } from "../driver/SettingsDriver.ts";
import { LazySet } from "../kit/LazySet.ts";
import { Loader } from "../loading/Loader.ts";
import type { Domain } from "../schema/Domain.ts";
import { Adoptables } from "../session/Adoptables.ts";
import type { EntityState } from "../session/EntityState.ts";
import { EnumRows } from "../session/EnumRows.ts";
import { IdentityMap } from "../session/IdentityMap.ts";
import { JoinRows } from "../session/JoinRows.ts";
import { Links } from "../session/Links.ts";
import { Merges } from "../session/Merges.ts";
import { Plugins } from "../session/Plugins.ts";
import { RuleContext } from "../session/RuleContext.ts";
import type { Session } from "../session/Session.ts";
import { SoftDeletes } from "../session/SoftDeletes.ts";
import { WriteGuard } from "../session/WriteGuard.ts";
import type { Em } from "../types/Em.ts";
import { EmPorts } from "./EmPorts.ts";
import { EntityIndex } from "./EntityIndex.ts";
import type { EntityManagerSettings } from "./EntityManagerOpts.ts";
import { Loaders } from "./Loaders.ts";
import { Transactions } from "./Transactions.ts";

export class UnitOfWork implements ReplicaUse {
  readonly session: Session;
  readonly loader: Loader;
  /** Under the settings of the em. */
  readonly driver: Driver;
  readonly settings: EntityManagerSettings;
  /** Entities that streams leave in the em. */
  readonly pinned: LazySet<EntityState> = new LazySet();
  /** Where in the server's log the writes are that reads want to see. */
  lsn: string | undefined = undefined;
  /** How many refreshes are under way. */
  refreshes = 0;
  /** The places of cursors that are open in a transaction. */
  readonly cursors: LazySet<number> = new LazySet();
  readonly transactions: Transactions = new Transactions();
  #loaders: Loaders | undefined;
  #entityIndex: EntityIndex | undefined;
  #creations: Map<string, Promise<EntityState>> | undefined;

  /** The parts of a new unit of work, wired: this is where ports get their functions. */
  constructor(em: Em, domain: Domain, settings: EntityManagerSettings) {
    const { entityLimit, mode, plugins } = settings;
    const driver = driverFor(domain, settings, this);
    const ruleContext = new RuleContext();
    this.session = {
      em,
      domain,
      executor: driver,
      connection: undefined,
      identityMap: new IdentityMap(entityLimit),
      created: new LazySet(),
      dirty: new LazySet(),
      touched: new LazySet(),
      deleted: new LazySet(),
      discarded: new LazySet(),
      softDeletes: new SoftDeletes(),
      adoptables: new Adoptables(),
      merges: new Merges(),
      joinRows: new JoinRows(),
      enumRows: new EnumRows(),
      notifications: undefined,
      links: new Links(),
      unresolvedSets: new LazySet(),
      writeGuard: new WriteGuard(mode, ruleContext),
      plugins: new Plugins(em, plugins),
      preloadPlugin: settings.preloadPlugin,
      lookAhead: settings.lookAhead,
      ruleContext,
      revision: 0,
      changes: 0,
      flushes: 0,
      instant: undefined,
      keptChanges: undefined,
      lastFlush: undefined,
      expectedTokens: undefined,
      unknownCommit: undefined,
      attempt: undefined,
      hooks: settings.hooks,
      events: settings.events,
      ports: new EmPorts(this),
    };
    this.loader = new Loader(this.session);
    this.driver = driver;
    this.settings = settings;
  }

  /** Loaders that user code made. */
  get loaders(): Loaders {
    return (this.#loaders ??= new Loaders());
  }

  get entityIndex(): EntityIndex {
    return (this.#entityIndex ??= new EntityIndex());
  }

  /** What `findOrCreate` is looking for, by what it looks for. */
  get creations(): Map<string, Promise<EntityState>> {
    return (this.#creations ??= new Map());
  }

  get isReader(): boolean {
    return this.session.writeGuard.mode === "read-only";
  }

  /** What was found, and what loaders of user code have loaded, may not be so any more. */
  forgetReads(): void {
    this.loader.forgetFinds();
    this.#loaders?.clear();
  }
}

/** Most have neither settings nor values to hide. */
function driverFor(
  { sensitiveColumns }: Domain,
  settings: EntityManagerSettings,
  use: ReplicaUse,
): Driver {
  const { replica } = settings.driver;
  const served =
    replica === undefined ? settings.driver : new ReplicaDriver(settings.driver, replica, use);
  const hasSettings = Object.keys(settings.settings).length > 0;
  const driver = hasSettings ? new SettingsDriver(served, settings.settings) : served;
  return sensitiveColumns === undefined
    ? driver
    : new SensitiveDriver(driver, (sql) => sensitiveColumns.mayBeBoundIn(sql));
}
