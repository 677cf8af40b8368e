import { saveEntity } from "kingpost/graphql";
import { Ticket } from "../../../entities/Ticket.ts";
import type { MutationResolvers } from "../types.ts";

export const saveTicketMutation: Pick<MutationResolvers, "saveTicket"> = {
  saveTicket: async (_, { input }, ctx) => ({ ticket: await saveEntity(ctx, Ticket, input) }),
};
