import { beforeAll, expect, it } from "vitest";
import { newShelfBook } from "../../../entities/factories/index.ts";
import type { ShelfBook } from "../../../entities/ShelfBook.ts";
import { makeRunQuery, makeRunInputMutation, idOf, newTestContext } from "../testUtils.ts";
import { saveShelfBookMutation } from "./saveShelfBookMutation.ts";
import { shelfBookQuery } from "./shelfBookQuery.ts";
import { shelfBooksQuery } from "./shelfBooksQuery.ts";

let shelfBook: ShelfBook;

beforeAll(async () => {
  const { em } = await newTestContext();
  shelfBook = newShelfBook(em);
  await em.flush();
});

it("shelfBook gives the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(shelfBookQuery);

  const found = await run(ctx, { id: shelfBook.idTagged });

  expect(idOf(found)).toBe(shelfBook.idTagged);
});

it("shelfBooks gives the ones that match", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(shelfBooksQuery);

  const { nodes } = await run(ctx, { filter: { id: [shelfBook.idTagged] } });

  expect(nodes.map(idOf)).toEqual([shelfBook.idTagged]);
});

it("saveShelfBook changes the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunInputMutation(saveShelfBookMutation);

  const saved = await run(ctx, { id: shelfBook.idTagged });

  expect(idOf(saved.shelfBook)).toBe(shelfBook.idTagged);
});
