// Iterates a collection that nobody loaded.
import type { Author } from "../entities/Author.ts";
import type { Book } from "../entities/Book.ts";

export function iteratedCollection(author: Author): Iterable<Book> {
  return [...author.books];
}
