import { paginateCursor } from "kingpost/graphql";
import { Ticket } from "../../../entities/Ticket.ts";
import type { QueryResolvers } from "../types.ts";

export const ticketsQuery: Pick<QueryResolvers, "tickets"> = {
  tickets: (_, args, ctx, info) => paginateCursor(ctx, Ticket, args, info),
};
