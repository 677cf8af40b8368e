// What a pipeline starts from.
import type { Rows } from "../../driver/Rows.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { MapKey } from "../../schema/keys.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { Statement } from "../../sql/Statement.ts";

/** Entities in memory, and keys of entities that are to be loaded first. */
interface KnownRoot {
  readonly meta: EntityMeta;
  readonly states: ReadonlyArray<EntityState>;
  readonly keys: ReadonlyArray<MapKey>;
  readonly finds?: undefined;
}

export interface Found {
  readonly statement: Statement;
  /** Takes the answer; the entities whose members are to be filled. */
  readonly deal: (rows: Rows) => ReadonlyArray<EntityState>;
}

/** Entities that finds give. */
export interface FoundRoot {
  readonly meta: EntityMeta;
  readonly finds: ReadonlyArray<Found>;
}

export type PreloadRoot = KnownRoot | FoundRoot;
