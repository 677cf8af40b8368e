// A collection through other relations.
import { lensPath } from "../../hints/lensPath.ts";
import type { Entity } from "../../types/Entity.ts";
import type { Lens, LensResult } from "../../types/Lens.ts";
import type { Collection } from "../../types/relations.ts";
import { CustomCollection } from "./CustomCollection.ts";
import { SourceDefinition } from "./SourceDefinition.ts";
import { ThroughSource } from "./ThroughSource.ts";

/**
 * A read-only collection of where a path of relations leads, each entity once.
 * @example
 * class Shipment extends ShipmentCodegen {
 *   readonly products: Collection<Shipment, Product> = hasManyThrough((s) => s.parcels.items.product);
 * }
 *
 * **SQL**: loading it is populating the path: one statement per relation of it, for any number of entities.
 * @throws ReadOnlyRelationError (`READ_ONLY_RELATION`) from `add`, `remove` and `set`
 */
export function hasManyThrough<T extends Entity, U extends Entity>(
  lens: (entity: Lens<T>) => LensResult<NoInfer<U>, NoInfer<U>[]>,
): Collection<T, U> {
  const source = new ThroughSource(lensPath(lens), true);
  return new SourceDefinition(
    source,
    (state, member) => new CustomCollection(state, member, source, {}),
    "Collection",
  ) as never;
}
