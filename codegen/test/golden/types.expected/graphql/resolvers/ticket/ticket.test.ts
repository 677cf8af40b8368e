import { beforeAll, expect, it } from "vitest";
import { newTicket } from "../../../entities/factories/index.ts";
import { Ticket } from "../../../entities/Ticket.ts";
import { makeRunQuery, makeRunInputMutation, idOf, newTestContext } from "../testUtils.ts";
import { deleteTicketMutation } from "./deleteTicketMutation.ts";
import { saveTicketMutation } from "./saveTicketMutation.ts";
import { ticketQuery } from "./ticketQuery.ts";
import { ticketsQuery } from "./ticketsQuery.ts";

let ticket: Ticket;

beforeAll(async () => {
  const { em } = await newTestContext();
  ticket = newTicket(em);
  await em.flush();
});

it("ticket gives the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(ticketQuery);

  const found = await run(ctx, { id: ticket.idTagged });

  expect(idOf(found)).toBe(ticket.idTagged);
});

it("tickets gives the ones that match", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(ticketsQuery);

  const { nodes } = await run(ctx, { filter: { id: [ticket.idTagged] } });

  expect(nodes.map(idOf)).toEqual([ticket.idTagged]);
});

it("saveTicket changes the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunInputMutation(saveTicketMutation);

  const saved = await run(ctx, { id: ticket.idTagged });

  expect(idOf(saved.ticket)).toBe(ticket.idTagged);
});

it("deleteTicket deletes the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunInputMutation(deleteTicketMutation);

  await run(ctx, { id: ticket.idTagged });

  const { em } = await newTestContext();
  await expect(em.load(Ticket, ticket.idTagged)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
