// Reads what W6 left in memory, where that is plain objects.
import type { CreatedBook, Reading } from "../scenarios/Reading.ts";

/** A book that gets its id when it is saved. */
export type SavedBook = { -readonly [K in keyof CreatedBook]: CreatedBook[K] };

export interface Saved {
  readonly authors: ReadonlyArray<{
    readonly id: number;
    readonly age?: number | null | undefined;
  }>;
  readonly books: ReadonlyArray<{ readonly id: number; readonly pages: number }>;
  readonly added: ReadonlyArray<{
    readonly id: number;
    readonly authorId: number;
    readonly title: string;
    readonly isbn?: string | null | undefined;
    readonly pages: number;
    readonly priceCents: number;
  }>;
  readonly deletedIds: ReadonlyArray<number>;
}

export function readSaved({ authors, books, added, deletedIds }: Saved): ReadonlyArray<Reading> {
  return [
    ...authors.map(({ id, age }): Reading => ["saved author", { id, age: age ?? Number.NaN }]),
    ...books.map(({ id, pages }): Reading => ["saved book", { id, pages }]),
    ...added.map(({ id, authorId, title, isbn, pages, priceCents }): Reading => [
      "created book",
      { id, authorId, title, isbn: isbn ?? null, pages, priceCents },
    ]),
    ...deletedIds.map((id): Reading => ["deleted review", { id }]),
  ];
}

/** W8's answer for one book. */
export function readTagged(bookId: number, tagIds: Iterable<number>): Reading {
  return ["tagged", { bookId, tagIds: [...tagIds].toSorted((a, b) => a - b) }];
}
