import { TicketCodegen, ticketConfig } from "./codegen/TicketCodegen.ts";

export class Ticket extends TicketCodegen {}

ticketConfig.placeholder();
