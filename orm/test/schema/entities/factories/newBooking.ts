import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import { Booking } from "../Booking.ts";
import type { EntityManager } from "../codegen/domain.ts";

export function newBooking(em: EntityManager, opts: FactoryOpts<Booking> = {}): DeepNew<Booking> {
  return newTestInstance(em, Booking, opts, {});
}
