import { beforeAll, expect, it } from "vitest";
import { newSeries } from "../../../entities/factories/index.ts";
import type { Series } from "../../../entities/Series.ts";
import { makeRunQuery, idOf, newTestContext } from "../testUtils.ts";
import { seriesByIdQuery } from "./seriesByIdQuery.ts";
import { seriesQuery } from "./seriesQuery.ts";

let series: Series;

beforeAll(async () => {
  const { em } = await newTestContext();
  series = newSeries(em);
  await em.flush();
});

it("seriesById gives the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(seriesByIdQuery);

  const found = await run(ctx, { id: series.idTagged });

  expect(idOf(found)).toBe(series.idTagged);
});

it("series gives the ones that match", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(seriesQuery);

  const { nodes } = await run(ctx, { filter: { id: [series.idTagged] } });

  expect(nodes.map(idOf)).toEqual([series.idTagged]);
});
