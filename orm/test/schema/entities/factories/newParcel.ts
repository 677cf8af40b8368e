import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Parcel } from "../Parcel.ts";

export function newParcel(em: EntityManager, opts: FactoryOpts<Parcel> = {}): DeepNew<Parcel> {
  return newTestInstance(em, Parcel, opts, {});
}
