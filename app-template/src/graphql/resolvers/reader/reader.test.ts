import { beforeAll, expect, it } from "vitest";
import { newReader } from "../../../entities/factories/index.ts";
import type { Reader } from "../../../entities/Reader.ts";
import { makeRunQuery, makeRunInputMutation, idOf, newTestContext } from "../testUtils.ts";
import { readerQuery } from "./readerQuery.ts";
import { readersQuery } from "./readersQuery.ts";
import { saveReaderMutation } from "./saveReaderMutation.ts";

let reader: Reader;

beforeAll(async () => {
  const { em } = await newTestContext();
  reader = newReader(em);
  await em.flush();
});

it("reader gives the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(readerQuery);

  const found = await run(ctx, { id: reader.idTagged });

  expect(idOf(found)).toBe(reader.idTagged);
});

it("readers gives the ones that match", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(readersQuery);

  const { nodes } = await run(ctx, { filter: { id: [reader.idTagged] } });

  expect(nodes.map(idOf)).toEqual([reader.idTagged]);
});

it("saveReader changes the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunInputMutation(saveReaderMutation);

  const saved = await run(ctx, { id: reader.idTagged });

  expect(idOf(saved.reader)).toBe(reader.idTagged);
});
