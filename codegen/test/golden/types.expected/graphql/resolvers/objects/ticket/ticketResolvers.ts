import { entityResolver } from "kingpost/graphql";
import { Ticket } from "../../../../entities/Ticket.ts";
import type { TicketResolvers } from "../../types.ts";

export const ticketResolvers: TicketResolvers = { ...entityResolver(Ticket) };
