// A collection computed from what a hint loads.
import type { Entity } from "../../types/Entity.ts";
import type { Loaded, LoadHint } from "../../types/Loaded.ts";
import type { Collection } from "../../types/relations.ts";
import { CustomCollection } from "./CustomCollection.ts";
import { HintedSource } from "./HintedSource.ts";
import { SourceDefinition } from "./SourceDefinition.ts";

/** How a derived collection is read and, when it can be, written. Writers change what it is derived from. */
export interface ManyDerivedOptions<T extends Entity, U extends Entity, H> {
  readonly get: (entity: Loaded<T, H>) => ReadonlyArray<U>;
  readonly set?: (entity: Loaded<T, H>, values: ReadonlyArray<U>) => void;
  readonly add?: (entity: Loaded<T, H>, value: U) => void;
  readonly remove?: (entity: Loaded<T, H>, value: U) => void;
  /** Loads what `get` needs, in place of populating the hint. */
  readonly load?: (entity: T, options: { readonly forceReload?: boolean }) => Promise<unknown>;
}

/**
 * A collection, computed from memory each time it is read; read-only unless it is told how to write.
 * @example
 * class Shipment extends ShipmentCodegen {
 *   readonly open: Collection<Shipment, Parcel> = hasManyDerived("parcels", (s) =>
 *     s.parcels.get.filter((parcel) => parcel.arrivedAt === undefined),
 *   );
 * }
 *
 * **SQL**: loading it is populating the hint.
 * @throws ReadOnlyRelationError (`READ_ONLY_RELATION`) from writers that were not given; `set` follows from `add` and `remove`
 */
export function hasManyDerived<T extends Entity, U extends Entity, const H extends LoadHint<T>>(
  hint: H,
  get: ((entity: Loaded<T, H>) => ReadonlyArray<U>) | ManyDerivedOptions<T, U, H>,
): Collection<T, U> {
  const options = typeof get === "function" ? { get } : get;
  const {
    load,
    get: compute,
    ...writing
  } = options as unknown as ManyDerivedOptions<Entity, Entity, object>;
  const source = new HintedSource(hint, compute, load);
  return new SourceDefinition(
    source,
    (state, member) => new CustomCollection(state, member, source, writing),
    "Collection",
  ) as never;
}
