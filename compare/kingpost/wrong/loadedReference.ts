// Reads a reference that nobody loaded.
import type { Book } from "../entities/Book.ts";

export function loadedReference(book: Book): string {
  return book.author.get.lastName;
}
