// From the values of new objects to the columns of their rows.
import type { NewAuthor, NewBook } from "../../fixtures/Fixture.ts";

export function toAuthorRow({ firstName, lastName, email, age, isActive, bio }: NewAuthor) {
  return { first_name: firstName, last_name: lastName, email, age, is_active: isActive, bio };
}

export function toBookRow({ title, isbn, pages, priceCents }: NewBook, authorId: number) {
  return { author_id: authorId, title, isbn, pages, price_cents: priceCents };
}
