import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Event } from "../Event.ts";

export function newEvent(em: EntityManager, opts: FactoryOpts<Event> = {}): DeepNew<Event> {
  return newTestInstance(em, Event, opts, {});
}
