import { beforeAll, expect, it } from "vitest";
import { newLoan } from "../../../entities/factories/index.ts";
import type { Loan } from "../../../entities/Loan.ts";
import { makeRunQuery, makeRunInputMutation, idOf, newTestContext } from "../testUtils.ts";
import { loanQuery } from "./loanQuery.ts";
import { loansQuery } from "./loansQuery.ts";
import { saveLoanMutation } from "./saveLoanMutation.ts";

let loan: Loan;

beforeAll(async () => {
  const { em } = await newTestContext();
  loan = newLoan(em);
  await em.flush();
});

it("loan gives the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(loanQuery);

  const found = await run(ctx, { id: loan.idTagged });

  expect(idOf(found)).toBe(loan.idTagged);
});

it("loans gives the ones that match", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(loansQuery);

  const { nodes } = await run(ctx, { filter: { id: [loan.idTagged] } });

  expect(nodes.map(idOf)).toEqual([loan.idTagged]);
});

it("saveLoan changes the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunInputMutation(saveLoanMutation);

  const saved = await run(ctx, { id: loan.idTagged });

  expect(idOf(saved.loan)).toBe(loan.idTagged);
});
