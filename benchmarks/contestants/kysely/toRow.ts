// From the values of new objects to the columns of their rows.
import type { Insertable } from "kysely";
import type { NewAuthor, NewBook } from "../../fixtures/Fixture.ts";
import type { Database } from "./openDatabase.ts";

export function toAuthorRow(
  author: NewAuthor,
): Insertable<Omit<Database["authors"], "publisher_id">> {
  const { firstName, lastName, email, age, isActive, bio } = author;
  return { first_name: firstName, last_name: lastName, email, age, is_active: isActive, bio };
}

export function toBookRow(book: NewBook, authorId: number): Insertable<Database["books"]> {
  const { title, isbn, pages, priceCents } = book;
  return { author_id: authorId, title, isbn, pages, price_cents: priceCents };
}
