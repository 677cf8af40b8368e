import { beforeAll, expect, it } from "vitest";
import { newTag } from "../../../entities/factories/index.ts";
import type { Tag } from "../../../entities/Tag.ts";
import { makeRunQuery, idOf, newTestContext } from "../testUtils.ts";
import { tagQuery } from "./tagQuery.ts";
import { tagsQuery } from "./tagsQuery.ts";

let tag: Tag;

beforeAll(async () => {
  const { em } = await newTestContext();
  tag = newTag(em);
  await em.flush();
});

it("tag gives the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(tagQuery);

  const found = await run(ctx, { id: tag.idTagged });

  expect(idOf(found)).toBe(tag.idTagged);
});

it("tags gives the ones that match", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(tagsQuery);

  const { nodes } = await run(ctx, { filter: { id: [tag.idTagged] } });

  expect(nodes.map(idOf)).toEqual([tag.idTagged]);
});
