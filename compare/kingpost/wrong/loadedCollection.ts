// Reads a collection that nobody loaded.
import type { Author } from "../entities/Author.ts";
import type { Book } from "../entities/Book.ts";

export function loadedCollection(author: Author): Iterable<Book> {
  return author.books.get;
}
