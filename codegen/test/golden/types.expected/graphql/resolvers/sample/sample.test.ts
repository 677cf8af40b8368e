import { beforeAll, expect, it } from "vitest";
import { newSample } from "../../../entities/factories/index.ts";
import { Sample } from "../../../entities/Sample.ts";
import { makeRunQuery, makeRunInputMutation, idOf, newTestContext } from "../testUtils.ts";
import { deleteSampleMutation } from "./deleteSampleMutation.ts";
import { sampleQuery } from "./sampleQuery.ts";
import { samplesQuery } from "./samplesQuery.ts";
import { saveSampleMutation } from "./saveSampleMutation.ts";

let sample: Sample;

beforeAll(async () => {
  const { em } = await newTestContext();
  sample = newSample(em);
  await em.flush();
});

it("sample gives the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(sampleQuery);

  const found = await run(ctx, { id: sample.idTagged });

  expect(idOf(found)).toBe(sample.idTagged);
});

it("samples gives the ones that match", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(samplesQuery);

  const { nodes } = await run(ctx, { filter: { id: [sample.idTagged] } });

  expect(nodes.map(idOf)).toEqual([sample.idTagged]);
});

it("saveSample changes the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunInputMutation(saveSampleMutation);

  const saved = await run(ctx, { id: sample.idTagged });

  expect(idOf(saved.sample)).toBe(sample.idTagged);
});

it("deleteSample deletes the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunInputMutation(deleteSampleMutation);

  await run(ctx, { id: sample.idTagged });

  const { em } = await newTestContext();
  await expect(em.load(Sample, sample.idTagged)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
