// Clubs, their players and a kind of player, in a schema of their own. Each test makes a domain of them whose entities have
// the hooks, defaults and rules that it is about.
import {
  BaseEntity,
  type Collection,
  ConfigApi,
  createDomain,
  type Domain,
  type EntityConstructor,
  EntityManager,
  type EntitySchema,
  type EntityTypes,
  field,
  type FieldSchema,
  type ManyToOneReference,
  relation,
  setField,
} from "kingpost";
import { beforeAll, beforeEach } from "vitest";
import type { TestDatabase } from "../testDatabase.ts";

/** What hooks and defaults are given. */
export interface ClubContext {
  readonly lines: string[];
}

interface ClubTypes extends EntityTypes {
  id: string;
  fields: {
    name: { kind: "primitive"; type: string };
    motto: { kind: "primitive"; type: string };
    patron: { kind: "m2o"; type: PlayerEntity; nullable: undefined };
    players: { kind: "o2m"; type: PlayerEntity };
  };
  opts: {
    id?: string;
    name?: string | undefined;
    motto?: string | null | undefined;
    patron?: PlayerEntity | undefined;
    players?: ReadonlyArray<PlayerEntity>;
  };
  filter: { name?: string };
  unique: { id: { id: string } };
}

interface PlayerTypes extends EntityTypes {
  id: string;
  fields: {
    name: { kind: "primitive"; type: string };
    slug: { kind: "primitive"; type: string };
    rank: { kind: "primitive"; type: number };
    points: { kind: "primitive"; type: number };
    club: { kind: "m2o"; type: ClubEntity; nullable: undefined };
  };
  opts: {
    id?: string;
    name?: string | undefined;
    slug?: string | null | undefined;
    rank?: number | null | undefined;
    points?: number | undefined;
    club?: ClubEntity | string | null | undefined;
  };
  filter: { name?: string; rank?: number };
  unique: { id: { id: string } };
}

export abstract class ClubEntity extends BaseEntity<EntityManager, string> {
  static readonly tagName: string = "c";
  declare readonly __types: ClubTypes;
  get name(): string {
    return field(this, "name");
  }
  set name(name: string) {
    setField(this, "name", name);
  }
  get motto(): string | undefined {
    return field(this, "motto");
  }
  set motto(motto: string | undefined) {
    setField(this, "motto", motto);
  }
  get patron(): ManyToOneReference<ClubEntity, PlayerEntity, undefined> {
    return relation(this, "patron");
  }
  get players(): Collection<ClubEntity, PlayerEntity> {
    return relation(this, "players");
  }
}

export abstract class PlayerEntity extends BaseEntity<EntityManager, string> {
  static readonly tagName: string = "p";
  declare readonly __types: PlayerTypes;
  get name(): string {
    return field(this, "name");
  }
  set name(name: string) {
    setField(this, "name", name);
  }
  get slug(): string | undefined {
    return field(this, "slug");
  }
  set slug(slug: string | undefined) {
    setField(this, "slug", slug);
  }
  get rank(): number | undefined {
    return field(this, "rank");
  }
  set rank(rank: number | undefined) {
    setField(this, "rank", rank);
  }
  get points(): number {
    return field(this, "points");
  }
  get club(): ManyToOneReference<PlayerEntity, ClubEntity, undefined> {
    return relation(this, "club");
  }
  get patronOf(): Collection<PlayerEntity, ClubEntity> {
    return relation(this, "patronOf");
  }
}

export interface KeeperEntity extends PlayerEntity {
  reach: number | undefined;
}

export interface ClubConfigs {
  readonly club: ConfigApi<ClubEntity, ClubContext>;
  readonly player: ConfigApi<PlayerEntity, ClubContext>;
  /** Of the kind of player that keeps the goal. */
  readonly keeper: ConfigApi<KeeperEntity, ClubContext>;
}

export interface ClubDomain {
  readonly domain: Domain<ClubContext>;
  readonly Club: EntityConstructor<ClubEntity>;
  readonly Player: EntityConstructor<PlayerEntity>;
  /** Extends Player, in a table of its own. */
  readonly Keeper: EntityConstructor<KeeperEntity>;
  /** What hooks wrote into their context. */
  readonly lines: string[];
  readonly newEm: () => EntityManager<ClubContext>;
}

/** Makes the tables in a test file's database, empty before each test; what it gives makes domains on them. */
export function useClubs(
  database: TestDatabase,
): (configure: (configs: ClubConfigs, types: () => ClubDomain) => void) => ClubDomain {
  beforeAll(() => database.query(ddl));
  beforeEach(() => database.query(`TRUNCATE clubs.clubs, clubs.players RESTART IDENTITY CASCADE`));
  return (configure) => {
    const configs: ClubConfigs = {
      club: new ConfigApi("Club"),
      player: new ConfigApi("Player"),
      keeper: new ConfigApi("Keeper"),
    };
    class Club extends ClubEntity {
      static readonly config: object = configs.club;
    }
    class Player extends PlayerEntity {
      static readonly config: object = configs.player;
    }
    class Keeper extends Player {
      static override readonly config: object = configs.keeper;
      get reach(): number | undefined {
        return field(this, "reach");
      }
      set reach(reach: number | undefined) {
        setField(this, "reach", reach);
      }
    }
    const domain = createDomain<ClubContext>({
      ...domainOptions,
      entities: () => ({ Club, Player, Keeper }),
    });
    const lines: string[] = [];
    const made: ClubDomain = {
      domain,
      Club,
      Player,
      Keeper,
      lines,
      newEm: () => new EntityManager(domain, { lines }, database.driver),
    };
    configure(configs, () => made);
    return made;
  };
}

const text = (column: string, notNull = false): FieldSchema => ({
  kind: "primitive",
  column,
  type: "text",
  notNull,
});
const integer = (column: string) =>
  ({ kind: "primitive", column, type: "integer", notNull: false }) as const;
const timestamp = (column: string): FieldSchema => ({
  kind: "primitive",
  column,
  type: "timestamp with time zone",
  notNull: true,
});

const entity = (
  tag: string,
  tableName: string,
  fields: Readonly<Record<string, FieldSchema>>,
): EntitySchema => ({
  tag,
  schemaName: "clubs",
  tableName,
  id: { column: "id", key: "int", generator: "sequence", sequence: `clubs.${tableName}_id_seq` },
  fields,
  timestamps: {},
  uniques: [],
  foreignKeys: {},
});

const domainOptions = {
  schema: {
    settings: { tagDelimiter: ":", idType: "tagged-string" },
    fingerprint: "0",
    enums: {},
    entities: {
      Club: {
        ...entity("c", "clubs", {
          name: text("name", true),
          motto: text("motto"),
          updatedAt: timestamp("updated_at"),
          patron: {
            kind: "m2o",
            other: "Player",
            otherField: "patronOf",
            column: "patron_id",
            type: "integer",
            notNull: false,
          },
          players: { kind: "o2m", other: "Player", otherField: "club" },
        }),
        timestamps: { updatedAt: "updatedAt" },
      },
      Player: entity("p", "players", {
        name: text("name", true),
        slug: text("slug"),
        rank: integer("rank"),
        points: { ...integer("points"), notNull: true, default: { literal: "10" } },
        club: {
          kind: "m2o",
          other: "Club",
          otherField: "players",
          column: "club_id",
          type: "integer",
          notNull: false,
        },
        patronOf: { kind: "o2m", other: "Club", otherField: "patron" },
      }),
      Keeper: {
        ...entity("p", "keepers", { reach: integer("reach") }),
        id: { column: "id", key: "int", generator: "sequence", sequence: "clubs.players_id_seq" },
        subtypeOf: { base: "Player", kind: "cti" },
        uniques: [{ name: "keepers_reach_key", fields: ["reach"] }],
      },
    },
  },
} as const;

const ddl = `
  DROP SCHEMA IF EXISTS clubs CASCADE;
  CREATE SCHEMA clubs;
  SET search_path = clubs;
  CREATE TABLE clubs (
    id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, name text NOT NULL, motto text,
    updated_at timestamptz NOT NULL DEFAULT now(), patron_id integer);
  CREATE TABLE players (
    id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, name text NOT NULL, slug text, rank integer,
    points integer NOT NULL DEFAULT 10,
    club_id integer REFERENCES clubs DEFERRABLE INITIALLY DEFERRED);
  ALTER TABLE clubs ADD FOREIGN KEY (patron_id) REFERENCES players DEFERRABLE INITIALLY DEFERRED;
  CREATE TABLE keepers (
    id integer PRIMARY KEY REFERENCES players DEFERRABLE INITIALLY DEFERRED, reach integer UNIQUE);
  RESET search_path;`;
