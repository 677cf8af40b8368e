import { beforeAll, expect, it } from "vitest";
import type { Author } from "../../../entities/Author.ts";
import { newAuthor } from "../../../entities/factories/index.ts";
import { makeRunQuery, idOf, newTestContext } from "../testUtils.ts";
import { authorQuery } from "./authorQuery.ts";
import { authorsQuery } from "./authorsQuery.ts";

let author: Author;

beforeAll(async () => {
  const { em } = await newTestContext();
  author = newAuthor(em);
  await em.flush();
});

it("author gives the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(authorQuery);

  const found = await run(ctx, { id: author.idTagged });

  expect(idOf(found)).toBe(author.idTagged);
});

it("authors gives the ones that match", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(authorsQuery);

  const { nodes } = await run(ctx, { filter: { id: [author.idTagged] } });

  expect(nodes.map(idOf)).toEqual([author.idTagged]);
});
