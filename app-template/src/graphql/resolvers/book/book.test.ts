import { beforeAll, expect, it } from "vitest";
import type { Book } from "../../../entities/Book.ts";
import { newBook } from "../../../entities/factories/index.ts";
import { bookResolvers } from "../objects/book/bookResolvers.ts";
import { makeRunQuery, idOf, makeRunObjectField, newTestContext } from "../testUtils.ts";
import { bookQuery } from "./bookQuery.ts";
import { booksQuery } from "./booksQuery.ts";

let book: Book;

beforeAll(async () => {
  const { em } = await newTestContext();
  book = newBook(em, { language: "ENG" });
  await em.flush();
});

it("book gives the one with the id", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(bookQuery);

  const found = await run(ctx, { id: book.idTagged });

  expect(idOf(found)).toBe(book.idTagged);
});

it("books gives the ones that match", async () => {
  const ctx = await newTestContext();
  const run = makeRunQuery(booksQuery);

  const { nodes } = await run(ctx, { filter: { id: [book.idTagged] } });

  expect(nodes.map(idOf)).toEqual([book.idTagged]);
});

it("languageDetails is the row behind the code", async () => {
  const ctx = await newTestContext();

  const details = await makeRunObjectField(bookResolvers)(ctx, book, "languageDetails");

  expect(details?.name).toBe("English");
});
