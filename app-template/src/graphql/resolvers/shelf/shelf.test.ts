import { beforeAll, expect, it } from "vitest";
import { newShelf } from "../../../entities/factories/index.ts";
import type { Shelf } from "../../../entities/Shelf.ts";
import { makeRunQuery, makeRunInputMutation, idOf, newTestContext } from "../testUtils.ts";
import { saveShelfMutation } from "./saveShelfMutation.ts";
import { shelfQuery } from "./shelfQuery.ts";
import { shelvesQuery } from "./shelvesQuery.ts";

let shelf: Shelf;

beforeAll(async () => {
  const { em } = await newTestContext();
  shelf = newShelf(em);
  await em.flush();
});

it("shelf gives the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(shelfQuery);

  const found = await run(ctx, { id: shelf.idTagged });

  expect(idOf(found)).toBe(shelf.idTagged);
});

it("shelves gives the ones that match", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(shelvesQuery);

  const { nodes } = await run(ctx, { filter: { id: [shelf.idTagged] } });

  expect(nodes.map(idOf)).toEqual([shelf.idTagged]);
});

it("saveShelf changes the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunInputMutation(saveShelfMutation);

  const saved = await run(ctx, { id: shelf.idTagged });

  expect(idOf(saved.shelf)).toBe(shelf.idTagged);
});
