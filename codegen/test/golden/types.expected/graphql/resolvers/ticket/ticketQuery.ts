import { loadWithInfo } from "kingpost/graphql";
import { Ticket } from "../../../entities/Ticket.ts";
import type { QueryResolvers } from "../types.ts";

export const ticketQuery: Pick<QueryResolvers, "ticket"> = {
  ticket: (_, { id }, ctx, info) => loadWithInfo(ctx, Ticket, id, info),
};
