// What the functions of this room work on: the session, what loads into it, and the driver it writes to.
import type { Driver } from "../driver/Driver.ts";
import { parseHint } from "../hints/parseHint.ts";
import { payloadsOf } from "../json/payloadsOf.ts";
import { loadStates } from "../lens/loadStates.ts";
import { Loader } from "../loading/Loader.ts";
import { populate } from "../loading/populate.ts";
import { changesOf } from "../relations/changes/changesOf.ts";
import { isHintLoaded } from "../relations/isHintLoaded.ts";
import type { Domain } from "../schema/Domain.ts";
import type { EntityState } from "../session/EntityState.ts";
import { EnumRows } from "../session/EnumRows.ts";
import { IdentityMap } from "../session/IdentityMap.ts";
import { JoinRows } from "../session/JoinRows.ts";
import { Links } from "../session/Links.ts";
import { Plugins } from "../session/Plugins.ts";
import { RuleContext } from "../session/RuleContext.ts";
import type { Session } from "../session/Session.ts";
import { WriteGuard } from "../session/WriteGuard.ts";
import type { Em } from "../types/Em.ts";
import type { FlushResult } from "../types/FlushResult.ts";
import { countMembers } from "./countMembers.ts";
import { EntityIndex } from "./EntityIndex.ts";
import type { EntityManagerSettings } from "./EntityManagerOpts.ts";
import { Loaders } from "./Loaders.ts";
import { setOpts } from "./setOpts.ts";

export interface UnitOfWork {
  readonly session: Session;
  readonly loader: Loader;
  readonly driver: Driver;
  readonly settings: EntityManagerSettings;
  /** Loaders that user code made. */
  readonly loaders: Loaders;
  readonly entityIndex: EntityIndex;
  /** What `findOrCreate` is looking for, by what it looks for. */
  readonly creations: Map<string, Promise<EntityState>>;
  /** Entities that streams leave in the em. */
  readonly pinned: Set<EntityState>;
  /** How many refreshes are under way. */
  refreshes: number;
  lastFlush: FlushResult | undefined;
}

/** The parts of a new unit of work, wired: this is where ports get their functions. */
export function newUnitOfWork(em: Em, domain: Domain, settings: EntityManagerSettings): UnitOfWork {
  const { driver, entityLimit, mode, plugins } = settings;
  const session: Session = {
    em,
    domain,
    executor: driver,
    identityMap: new IdentityMap(entityLimit),
    created: new Set(),
    dirty: new Set(),
    deleted: new Set(),
    discarded: new Set(),
    joinRows: new JoinRows(),
    enumRows: new EnumRows(),
    links: new Links(),
    unresolvedSets: new Set(),
    writeGuard: new WriteGuard(mode),
    plugins: new Plugins(em, plugins),
    ruleContext: new RuleContext(),
    revision: 0,
    changes: 0,
    flushes: 0,
    ports: {
      loadByKey: (meta, key) => loader.byKey(meta, key),
      loadByKeys: (meta, keys) => loader.byKeys(meta, keys),
      loadChild: (field, parent, key) => loader.child(field, parent, key),
      loadRelation: (relation) => loader.relation(relation),
      loadRelations: (relations) => loader.relations(relations),
      preload: (states, tree) => loader.preload(states[0]!.meta, states, [], tree),
      loadLazy: (state, field) => loader.lazy(state, field),
      loadRecursive: (field, starts, isForced) => loader.recursive(field, starts, isForced),
      hasMember: (state, field, key, withEntity) => loader.hasPair(state, field, key, withEntity),
      countMembers: (state, field, where) => countMembers(unit, state, field, where),
      populate,
      loadLens: (state, path, options) => loadStates([state], false, path, options),
      payloadsOf,
      isLoaded: (state, hint) => isHintLoaded(state, parseHint(state.meta, hint)),
      changesOf,
      setOpts,
    },
  };
  const loader = new Loader(session, () => session.executor);
  const unit: UnitOfWork = {
    session,
    loader,
    driver,
    settings,
    loaders: new Loaders(),
    entityIndex: new EntityIndex(),
    creations: new Map(),
    pinned: new Set(),
    refreshes: 0,
    lastFlush: undefined,
  };
  return unit;
}
