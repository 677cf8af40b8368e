import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Ticket } from "../Ticket.ts";

export function newTicket(em: EntityManager, opts: FactoryOpts<Ticket> = {}): DeepNew<Ticket> {
  return newTestInstance(em, Ticket, opts, {});
}
