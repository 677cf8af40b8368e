// Reads what W4 left in memory, where that is plain objects.
import type { CreatedAuthor, CreatedBook, Reading } from "../scenarios/Reading.ts";

/** What was created, in any order. */
export interface Created {
  readonly authors: ReadonlyArray<CreatedAuthor>;
  readonly books: ReadonlyArray<CreatedBook>;
}

export function readCreated({ authors, books }: Created): ReadonlyArray<Reading> {
  return [
    ...authors.map(({ id, firstName, lastName, email, age, isActive, bio }): Reading => [
      "created author",
      { id, firstName, lastName, email, age, isActive, bio },
    ]),
    ...books.map(({ id, authorId, title, isbn, pages, priceCents }): Reading => [
      "created book",
      { id, authorId, title, isbn, pages, priceCents },
    ]),
  ];
}
