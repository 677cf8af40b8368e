import { beforeAll, expect, it } from "vitest";
import type { Contribution } from "../../../entities/Contribution.ts";
import { newContribution } from "../../../entities/factories/index.ts";
import { makeRunQuery, idOf, newTestContext } from "../testUtils.ts";
import { contributionQuery } from "./contributionQuery.ts";
import { contributionsQuery } from "./contributionsQuery.ts";

let contribution: Contribution;

beforeAll(async () => {
  const { em } = await newTestContext();
  contribution = newContribution(em);
  await em.flush();
});

it("contribution gives the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(contributionQuery);

  const found = await run(ctx, { id: contribution.idTagged });

  expect(idOf(found)).toBe(contribution.idTagged);
});

it("contributions gives the ones that match", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(contributionsQuery);

  const { nodes } = await run(ctx, { filter: { id: [contribution.idTagged] } });

  expect(nodes.map(idOf)).toEqual([contribution.idTagged]);
});
