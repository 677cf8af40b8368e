// A reference through other relations.
import { lensPath } from "../../hints/lensPath.ts";
import type { Entity } from "../../types/Entity.ts";
import type { Lens, LensResult } from "../../types/Lens.ts";
import type { Reference } from "../../types/relations.ts";
import { CustomReference } from "./CustomReference.ts";
import { SourceDefinition } from "./SourceDefinition.ts";
import { ThroughSource } from "./ThroughSource.ts";

/**
 * A read-only reference to where a path of references leads; `undefined` when one of them is unset.
 * @example
 * class Shipment extends ShipmentCodegen {
 *   readonly customer: Reference<Shipment, Customer, never> = hasOneThrough((s) => s.order.customer);
 * }
 *
 * **SQL**: loading it is populating the path: one statement per relation of it, for any number of entities.
 * @throws ReadOnlyRelationError (`READ_ONLY_RELATION`) from `set`
 */
export function hasOneThrough<T extends Entity, U extends Entity, N extends undefined>(
  lens: (entity: Lens<T>) => LensResult<NoInfer<U | N>, NoInfer<U | N>>,
): Reference<T, U, N> {
  const source = new ThroughSource(lensPath(lens), false);
  return new SourceDefinition(
    source,
    (state, member) => new CustomReference(state, member, source, {}),
    "Reference",
  ) as never;
}
