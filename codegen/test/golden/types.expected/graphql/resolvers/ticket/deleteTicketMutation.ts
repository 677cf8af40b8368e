import { deleteEntity } from "kingpost/graphql";
import { Ticket } from "../../../entities/Ticket.ts";
import type { MutationResolvers } from "../types.ts";

export const deleteTicketMutation: Pick<MutationResolvers, "deleteTicket"> = {
  deleteTicket: async (_, { input }, ctx) => ({
    id: (await deleteEntity(ctx, Ticket, input.id)).idTagged,
  }),
};
